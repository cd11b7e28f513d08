/// Sets how much a key may look up: effective on the next call.
public enum LimitAPIKey: UnaryMethod {
    public typealias Request = LimitAPIKeyRequest
    public typealias Response = APIKey
    public static let service = Service.admin
    public static let name = "LimitAPIKey"
}
