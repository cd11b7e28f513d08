/// Says how the daemon is.
public enum GetStatus: UnaryMethod {
    public typealias Request = GetStatusRequest
    public typealias Response = GetStatusResponse
    public static let service = Service.admin
    public static let name = "GetStatus"
    public static let changesNothing = true
}
