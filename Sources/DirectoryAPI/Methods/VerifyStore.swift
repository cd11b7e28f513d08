/// Proves that the store is whole: the chain, the versions, the read model, and that nothing
/// personal is in the log.
public enum VerifyStore: UnaryMethod {
    public typealias Request = VerifyStoreRequest
    public typealias Response = VerifyStoreResponse
    public static let service = Service.admin
    public static let name = "VerifyStore"
}
