/// Finds the user of an e-mail address, and creates one if nobody has it. Idempotent.
///
/// INVALID_ARGUMENT for a malformed address or uuid, ALREADY_EXISTS for a new address with a uuid
/// that is taken, NOT_FOUND when only asked to find.
public enum FindOrCreateUser: UnaryMethod {
    public typealias Request = FindOrCreateUserRequest
    public typealias Response = FindOrCreateUserResponse
    public static let service = Service.directory
    public static let name = "FindOrCreateUser"
}
