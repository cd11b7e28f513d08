/// Sets or removes a user's phone number. The same number again changes nothing.
///
/// INVALID_ARGUMENT for a malformed number, NOT_FOUND for an unknown user, ABORTED when
/// `expectedVersion` differs.
public enum UpdatePhoneNumber: UnaryMethod {
    public typealias Request = UpdatePhoneNumberRequest
    public typealias Response = UpdatePhoneNumberResponse
    public static let service = Service.directory
    public static let name = "UpdatePhoneNumber"
}
