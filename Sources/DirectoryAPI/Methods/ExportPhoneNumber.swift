/// Hands a user's number out whole, and records that it did.
///
/// RESOURCE_EXHAUSTED with RetryInfo over a limit, PERMISSION_DENIED without `phones:export`,
/// NOT_FOUND for no such user or no number, INVALID_ARGUMENT for a number without a canonical form.
public enum ExportPhoneNumber: UnaryMethod {
    public typealias Request = ExportPhoneNumberRequest
    public typealias Response = ExportPhoneNumberResponse
    public static let service = Service.directory
    public static let name = "ExportPhoneNumber"
}
