/// What a server wants to see before it answers. Nothing of it is ever printed.
struct Credentials: Sendable {
    var apiKey: String?
    /// A bearer token, for the gateway.
    var token: String?
}
