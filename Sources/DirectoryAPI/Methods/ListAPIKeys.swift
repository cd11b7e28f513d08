/// Lists the keys of an organization, without secrets.
public enum ListAPIKeys: UnaryMethod {
    public typealias Request = ListAPIKeysRequest
    public typealias Response = ListAPIKeysResponse
    public static let service = Service.admin
    public static let name = "ListAPIKeys"
    public static let changesNothing = true
}
