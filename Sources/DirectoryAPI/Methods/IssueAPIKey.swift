/// Makes an API key, or carries over one that clients already hold. The only answer that holds
/// a secret.
public enum IssueAPIKey: UnaryMethod {
    public typealias Request = IssueAPIKeyRequest
    public typealias Response = IssueAPIKeyResponse
    public static let service = Service.admin
    public static let name = "IssueAPIKey"
}
