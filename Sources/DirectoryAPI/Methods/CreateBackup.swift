/// Writes a copy of the store to a file of the daemon's machine, while it is used.
public enum CreateBackup: UnaryMethod {
    public typealias Request = CreateBackupRequest
    public typealias Response = CreateBackupResponse
    public static let service = Service.admin
    public static let name = "CreateBackup"
}
