import HTTPTypes

/// What a dialect asks for at the door.
protocol CredentialCheck: Sendable {
    /// The same, as the reference has it.
    var requirement: SecurityRequirement { get }

    /// The caller, or nil when credentials are missing or cannot be right: 401. A key that looks
    /// right is for the daemon to know.
    func caller(of fields: HTTPFields) -> Caller?
}

/// A credential as one header field presents it.
enum PresentedCredential: Equatable, Sendable {
    case absent
    /// There, but nothing that could ever be right.
    case unusable
    case text(String)
}
