/// Copies the store while it serves.
public enum CreateBackup: UnaryMethod {
    public typealias Request = CreateBackupRequest
    public typealias Response = CreateBackupResponse
    public static let service = Service.admin
    public static let name = "CreateBackup"
}
