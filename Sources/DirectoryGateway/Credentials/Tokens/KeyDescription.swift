import DirectoryAPI
import JWTKit

/// One entry of a key set that counts here, not yet a key. Private parts are not read.
struct KeyDescription {
    let id: String
    private let algorithm: TokenAlgorithm
    private let entry: JSONValue
    private let number: Int

    /// - Returns: nil for a key that is not for us.
    init?(_ entry: JSONValue, number: Int) throws(TokenKeysProblem) {
        guard case .object = entry, case .string(let type) = entry["kty"] else {
            throw TokenKeysProblem(reason: "has an entry that is no key", key: number)
        }
        guard let algorithm = KeyDescription.algorithm(ofType: type, curve: entry["crv"]) else {
            return nil
        }
        if let use = entry["use"], use != .string("sig") { return nil }
        if let declared = entry["alg"] {
            guard case .string(let name) = declared else {
                throw TokenKeysProblem(reason: "has a malformed alg", key: number)
            }
            guard let known = TokenAlgorithm(rawValue: name) else { return nil }
            guard known == algorithm else {
                throw TokenKeysProblem(reason: "has an alg that does not fit its type", key: number)
            }
        }
        guard case .string(let id) = entry["kid"], !id.isEmpty else {
            throw TokenKeysProblem(reason: "has a key without an id", key: number)
        }
        self.id = id
        self.algorithm = algorithm
        self.entry = entry
        self.number = number
    }

    private static func algorithm(ofType type: String, curve: JSONValue?) -> TokenAlgorithm? {
        switch (type, curve) {
        case ("OKP", .string("Ed25519")): .edDSA
        case ("EC", .string("P-256")): .es256
        case ("RSA", _): .rs256
        case ("oct", _): .hs256
        default: nil
        }
    }

    func key() async throws(TokenKeysProblem) -> TokenKey {
        do {
            let keys = JWTKeyCollection()
            let kid = JWKIdentifier(string: id)
            switch algorithm {
            case .edDSA:
                try await keys.add(
                    jwk: .octetKeyPair(
                        .eddsa, identifier: kid, x: try text("x"), y: nil, curve: .ed25519))
            case .es256:
                try await keys.add(
                    jwk: .ecdsa(
                        .es256, identifier: kid, x: try text("x"), y: try text("y"), curve: .p256))
            case .rs256:
                try await keys.add(
                    jwk: .rsa(
                        .rs256, identifier: kid, modulus: try text("n"), exponent: try text("e")))
            case .hs256:
                await keys.add(
                    hmac: HMACKey(from: try secret()), digestAlgorithm: .sha256, kid: kid)
            }
            // Without a default no id but this one's finds the key.
            await keys.clearDefault()
            let verifier = try await keys.getKey(for: kid, alg: algorithm.rawValue)
            return TokenKey(algorithm: algorithm, verifier: verifier)
        } catch let problem as TokenKeysProblem {
            throw problem
        } catch {
            throw TokenKeysProblem(reason: "has a malformed key", key: number)
        }
    }

    private func text(_ member: String) throws(TokenKeysProblem) -> String {
        guard case .string(let text) = entry[member], Base64URL.decode(Substring(text)) != nil
        else {
            throw TokenKeysProblem(reason: "has a malformed \(member)", key: number)
        }
        return text
    }

    /// At least as long as the digest. Source: RFC 7518, section 3.2.
    private func secret() throws(TokenKeysProblem) -> [UInt8] {
        guard let secret = Base64URL.decode(Substring(try text("k"))), secret.count >= 32 else {
            throw TokenKeysProblem(reason: "has a secret shorter than 32 bytes", key: number)
        }
        return secret
    }
}
