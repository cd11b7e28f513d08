/// Looks up to 1 000 users up, each by one key, with one result a key in their order.
///
/// INVALID_ARGUMENT for more keys.
public enum BatchLookupUsers: UnaryMethod {
    public typealias Request = BatchLookupUsersRequest
    public typealias Response = BatchLookupUsersResponse
    public static let service = Service.directory
    public static let name = "BatchLookupUsers"
    public static let changesNothing = true
}
