import DirectoryAPI
import JWTKit

/// The keys that tokens may be signed with, by key id. Source: RFC 7517.
package struct TokenKeys: Sendable {
    private let keys: [String: TokenKey]

    package static let none = TokenKeys(keys: [:])

    private init(keys: [String: TokenKey]) { self.keys = keys }

    package var count: Int { keys.count }

    subscript(keyID: String) -> TokenKey? { keys[keyID] }

    /// Reads a key set.
    ///
    /// Keys of other types, curves, algorithms or uses than count here are passed over, as the RFC
    /// says (section 5). One that would count but is malformed, has no id or shares it is refused.
    package init(jwks text: [UInt8]) async throws(TokenKeysProblem) {
        guard let set = try? JSONParser.parse(text), case .array(let entries) = set["keys"] else {
            throw TokenKeysProblem(reason: "is not a JSON Web Key Set")
        }
        var keys: [String: TokenKey] = [:]
        for (index, entry) in entries.enumerated() {
            let description = try KeyDescription(entry, number: index + 1)
            guard let description else { continue }
            guard keys[description.id] == nil else {
                throw TokenKeysProblem(reason: "has two keys of one id", key: index + 1)
            }
            keys[description.id] = try await description.key()
        }
        self.init(keys: keys)
    }
}

/// Why a key set is of no use. Says which key, and nothing of what is in it.
package struct TokenKeysProblem: Error, Equatable, CustomStringConvertible {
    let reason: String
    /// Counted from 1.
    var key: Int?

    package var description: String {
        if let key { return "\(reason) (key \(key))" }
        return reason
    }
}
