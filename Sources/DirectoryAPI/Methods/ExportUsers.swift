/// Every living user, by authy id. What changes meanwhile may be in it as it was or as it is, each
/// record whole.
public enum ExportUsers: ServerStreamingMethod {
    public typealias Request = ExportUsersRequest
    public typealias Response = ExportUsersResponse
    public static let service = Service.admin
    public static let name = "ExportUsers"
}
