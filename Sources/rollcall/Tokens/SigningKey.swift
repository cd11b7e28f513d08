import Crypto
import DirectoryAPI
import Foundation

/// A key that signs tokens, as JSON Web Keys (RFC 7517).
struct SigningKey: Sendable {
    let algorithm: SigningAlgorithm
    /// The SHA-256 thumbprint of the public key (RFC 7638): the same key always has the same id.
    let id: String
    /// The public members, in the order that RFC 7638 hashes them.
    private let publicMembers: [JSONValue.Member]
    private let privateText: String

    /// A new key.
    init(_ algorithm: SigningAlgorithm) {
        self.algorithm = algorithm
        switch algorithm {
        case .edDSA:
            let key = Curve25519.Signing.PrivateKey()
            publicMembers = SigningKey.members([
                ("crv", "Ed25519"), ("kty", "OKP"),
                ("x", SigningKey.base64URL(key.publicKey.rawRepresentation)),
            ])
            privateText = SigningKey.base64URL(key.rawRepresentation)
        case .es256:
            let key = P256.Signing.PrivateKey()
            let point = key.publicKey.rawRepresentation
            publicMembers = SigningKey.members([
                ("crv", "P-256"), ("kty", "EC"), ("x", SigningKey.base64URL(point.prefix(32))),
                ("y", SigningKey.base64URL(point.suffix(32))),
            ])
            privateText = SigningKey.base64URL(key.rawRepresentation)
        }
        let hashed = JSONValue.object(publicMembers).text()
        id = SigningKey.base64URL(Data(SHA256.hash(data: Data(hashed.utf8))))
    }

    /// The private key: whoever has it can sign.
    var privateJWK: JSONValue {
        .object(described + [JSONValue.Member("d", .string(privateText))])
    }

    /// The public key, in the set that the gateway reads.
    var publicJWKS: JSONValue {
        .object([JSONValue.Member("keys", .array([.object(described)]))])
    }

    private var described: [JSONValue.Member] {
        SigningKey.members([("kid", id), ("alg", algorithm.rawValue), ("use", "sig")])
            + publicMembers
    }

    private static func members(_ pairs: [(String, String)]) -> [JSONValue.Member] {
        pairs.map { JSONValue.Member($0.0, .string($0.1)) }
    }

    /// RFC 4648, section 5, without padding.
    private static func base64URL(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
