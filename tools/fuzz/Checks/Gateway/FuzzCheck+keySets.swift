import DirectoryGateway

extension FuzzCheck {
    /// A key set is read or refused.
    static let keySets = FuzzCheck(asynchronous: "key-sets") { bytes in
        guard let keys = try? await TokenKeys(jwks: bytes) else { return nil }
        return keys.count <= bytes.count ? nil : "more keys than bytes"
    }
}
