import ArgumentParser

/// What we sign tokens with, by its name in a JOSE header (RFC 7518, RFC 8037).
enum SigningAlgorithm: String, CaseIterable, ExpressibleByArgument, Sendable {
    case edDSA = "EdDSA"
    case es256 = "ES256"
}
