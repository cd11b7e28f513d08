import DirectoryAPI

/// For whom a request is made: what the daemon is told with each call. What the caller may do is
/// the daemon's to decide.
struct Caller: Sendable {
    let metadata: [(key: String, value: String)]

    init(apiKey: String? = nil, token: VerifiedToken? = nil) {
        var metadata: [(key: String, value: String)] = []
        if let apiKey { metadata.append((MetadataKey.apiKey, apiKey)) }
        if let token {
            metadata.append((MetadataKey.subject, token.subject))
            switch token.reach {
            case .scopes(let scopes): metadata.append((MetadataKey.scopes, scopes))
            case .user: metadata.append((MetadataKey.user, token.subject))
            }
        }
        self.metadata = metadata
    }
}
