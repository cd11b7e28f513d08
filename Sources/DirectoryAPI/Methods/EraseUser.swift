/// Erases what is personal about a user. Its uuid and authy id stay taken.
///
/// NOT_FOUND for an unknown user.
public enum EraseUser: UnaryMethod {
    public typealias Request = EraseUserRequest
    public typealias Response = EraseUserResponse
    public static let service = Service.directory
    public static let name = "EraseUser"
}
