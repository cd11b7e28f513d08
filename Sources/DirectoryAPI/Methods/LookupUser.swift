/// Looks a user up by one key. NOT_FOUND when nobody has it.
public enum LookupUser: UnaryMethod {
    public typealias Request = LookupUserRequest
    public typealias Response = User
    public static let service = Service.directory
    public static let name = "LookupUser"
    public static let changesNothing = true
}
