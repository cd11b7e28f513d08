import HTTPTypes

/// A header field that bears an API key.
struct APIKeyField: Sendable {
    let name: HTTPField.Name

    /// The key presented. An empty field counts as none; two fields of the name are refused, since
    /// whoever stands between might have read the other one.
    func key(in fields: HTTPFields) -> PresentedCredential {
        let values = fields[values: name]
        guard let value = values.first else { return .absent }
        guard values.count == 1 else { return .unusable }
        if value.isEmpty { return .absent }
        return APIKeyField.couldBeKey(value) ? .text(value) : .unusable
    }

    /// 16 to 256 printable characters of ASCII.
    static func couldBeKey(_ text: String) -> Bool {
        (16...256).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }
}

/// Asks for an API key and nothing else.
struct APIKeyCheck: CredentialCheck {
    let field: APIKeyField

    var requirement: SecurityRequirement {
        SecurityRequirement(alternatives: [[.field(field.name.rawName)]])
    }

    func caller(of fields: HTTPFields) -> Caller? {
        guard case .text(let key) = field.key(in: fields) else { return nil }
        return Caller(apiKey: key)
    }
}
