import DirectoryAPI

/// For whom a request is made: what the daemon is told with each call. What the caller may do is
/// the daemon's to decide.
struct Caller: Sendable {
    let metadata: [(key: String, value: String)]
    /// The public part of a key of ours, as it was presented; nobody has looked at it yet.
    let keyID: String?
    /// The token's, where it can be nobody's address or number.
    let subject: String?

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
        keyID = apiKey.flatMap(Caller.publicID)
        subject = (token?.subject).flatMap { OpaqueName.isOpaque($0) ? $0 : nil }
    }

    /// `rck_`, the id's 12 characters, and an underscore before the secret. A key that its holder
    /// brought along has no public part in it.
    private static func publicID(of key: String) -> String? {
        let bytes = Array(key.utf8)
        guard bytes.count == 66, key.hasPrefix("rck_"), bytes[16] == UInt8(ascii: "_") else {
            return nil
        }
        return String(decoding: bytes[4..<16], as: UTF8.self)
    }
}
