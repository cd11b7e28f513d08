import DirectoryAPI

/// A token taken apart: nothing in it is believed yet. Source: RFC 7515, section 7.1.
package struct SignedToken {
    package let algorithm: String
    package let keyID: String
    /// What the signature is over.
    package let signedText: [UInt8]
    package let signature: [UInt8]
    package let claims: [UInt8]

    /// A header field of the usual limit holds no more.
    static let maximumBytes = 8 << 10

    package init(_ text: String) throws(TokenRefusal) {
        guard text.utf8.count <= SignedToken.maximumBytes else { throw .tooLarge }
        let dot = UInt8(ascii: ".")
        let parts = text.utf8.split(separator: dot, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[2].isEmpty,
            let header = Base64URL.decode(Substring(parts[0])),
            let claims = Base64URL.decode(Substring(parts[1])),
            let signature = Base64URL.decode(Substring(parts[2]))
        else { throw .malformed }
        guard let header = try? JSONParser.parse(header, limits: .token), case .object = header
        else {
            throw .malformedHeader
        }
        guard header["crit"] == nil else { throw .criticalExtension }
        guard case .string(let algorithm) = header["alg"], algorithm.lowercased() != "none" else {
            throw .unsigned
        }
        guard case .string(let keyID) = header["kid"] else { throw .missingKeyID }
        self.algorithm = algorithm
        self.keyID = keyID
        self.claims = claims
        self.signature = signature
        signedText = Array(text.utf8.prefix(parts[0].count + 1 + parts[1].count))
    }
}
