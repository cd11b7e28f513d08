import HTTPTypes

/// The Authorization field with a bearer token. Source: RFC 6750, section 2.1.
enum BearerField {
    /// The token presented. Another scheme, two fields or a token that is none are unusable.
    static func token(in fields: HTTPFields) -> PresentedCredential {
        let values = fields[values: .authorization]
        guard let value = values.first else { return .absent }
        guard values.count == 1 else { return .unusable }
        if value.isEmpty { return .absent }
        // As bytes: a token is some hundred of them.
        let parts = value.utf8.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, Substring(parts[0]).lowercased() == "bearer" else {
            return .unusable
        }
        return .text(String(Substring(parts[1])))
    }
}
