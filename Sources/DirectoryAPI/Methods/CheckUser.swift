/// Says whether a user exists, and whether in the organization of the caller's key.
///
/// INVALID_ARGUMENT when neither an address nor a number is given, or what is given is malformed.
public enum CheckUser: UnaryMethod {
    public typealias Request = CheckUserRequest
    public typealias Response = CheckUserResponse
    public static let service = Service.directory
    public static let name = "CheckUser"
    public static let changesNothing = true
}
