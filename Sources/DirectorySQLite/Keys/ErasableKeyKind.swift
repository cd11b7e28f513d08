/// A kind of key that a user may lose.
enum ErasableKeyKind: Int, CaseIterable, Sendable {
    case email
    case phone

    /// nil for uuids.
    init?(_ kind: KeyKind) {
        switch kind {
        case .uuid: return nil
        case .email: self = .email
        case .phone: self = .phone
        }
    }

    var kind: KeyKind {
        switch self {
        case .email: .email
        case .phone: .phone
        }
    }
}
