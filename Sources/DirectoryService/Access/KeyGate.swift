import Crypto
import DirectoryDomain

/// Finds the live key of a secret.
enum KeyGate {
    /// nil for a secret that no live key has, whatever the reason.
    static func key(
        of secret: String, in reader: any DirectoryReader, at now: Timestamp
    ) throws(StoreFailure) -> APIKey? {
        // A typo breaks the checksum and is refused without a look-up.
        guard let parsed = APIKeySecret(secret) else { return nil }
        let digest = digest(of: parsed)
        let found: APIKey? =
            switch parsed.origin {
            case .issued(let id): try reader.apiKey(id: id)
            case .carriedOver: try reader.apiKey(digest: digest)
            }
        guard let key = found, isEqual(key.digest, digest), key.isLive(at: now) else { return nil }
        return key
    }

    static func digest(of secret: APIKeySecret) -> [UInt8] {
        Array(SHA256.hash(data: Array(secret.text.utf8)))
    }

    /// In time that depends on the length alone.
    private static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}
