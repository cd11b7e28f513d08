/// The signature algorithms that count here. Source: RFC 7518, section 3.1, and RFC 8037.
enum TokenAlgorithm: String, CaseIterable, Sendable {
    case edDSA = "EdDSA"
    case es256 = "ES256"
    case rs256 = "RS256"
    case hs256 = "HS256"
}
