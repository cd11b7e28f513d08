/// What users are found by. Each kind has tables of its own, one for each `KeyLevel`, whose rows
/// are the key, what tells its holders apart when it may have several, and the authy id.
enum KeyKind: Int, CaseIterable, Sendable {
    /// Of every user that ever was.
    case uuid
    /// Of every user that is not erased.
    case email
    /// A `PhoneKey`, of every user with a number, and the position of the event that set it: the
    /// latest of several holders comes last.
    case phone

    func table(_ level: KeyLevel) -> String { "\(self)_keys\(level.suffix)" }

    /// The key's columns.
    var columns: String {
        switch self {
        case .uuid, .email: "key"
        case .phone: "key, position"
        }
    }
}
