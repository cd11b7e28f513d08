import HTTPTypes

/// Which of the two credentials the routes that know both ask for.
package enum CredentialPolicy: String, CaseIterable, Sendable {
    case both
    case either
}

/// Asks for an API key and a bearer token, or for one of them. Whatever is sent must be right.
struct KeyAndTokenCheck: CredentialCheck {
    let field: APIKeyField
    let policy: CredentialPolicy
    let verifier: TokenVerifier

    var requirement: SecurityRequirement {
        let key = SecurityScheme.field(field.name.rawName)
        return switch policy {
        case .both: SecurityRequirement(alternatives: [[key, .bearer]])
        case .either: SecurityRequirement(alternatives: [[key], [.bearer], [key, .bearer]])
        }
    }

    func caller(of fields: HTTPFields) -> Caller? {
        var apiKey: String?
        var token: VerifiedToken?
        switch field.key(in: fields) {
        case .absent: break
        case .unusable: return nil
        case .text(let text): apiKey = text
        }
        switch BearerField.token(in: fields) {
        case .absent: break
        case .unusable: return nil
        case .text(let text):
            guard let verified = try? verifier.verify(text) else { return nil }
            token = verified
        }
        switch policy {
        case .both: guard apiKey != nil, token != nil else { return nil }
        case .either: guard apiKey != nil || token != nil else { return nil }
        }
        return Caller(apiKey: apiKey, token: token)
    }
}
