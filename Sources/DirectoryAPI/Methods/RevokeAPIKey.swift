/// Ends a key: the next call with it is refused.
public enum RevokeAPIKey: UnaryMethod {
    public typealias Request = RevokeAPIKeyRequest
    public typealias Response = RevokeAPIKeyResponse
    public static let service = Service.admin
    public static let name = "RevokeAPIKey"
}
