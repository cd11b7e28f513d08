/// Brings users in with the ids and times that they have elsewhere. May be repeated: who is here
/// already stays as they are.
public enum ImportUsers: ClientStreamingMethod {
    public typealias Request = ImportUsersRequest
    public typealias Response = ImportUsersResponse
    public static let service = Service.admin
    public static let name = "ImportUsers"
}
