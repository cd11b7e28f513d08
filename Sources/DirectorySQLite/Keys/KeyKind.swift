/// What users are found by. Each kind has a table of its own, whose rows are the key, what tells
/// its holders apart when it may have several, and the authy id.
///
/// Keys come in at random places of their order. Each would change a page of its own, which is then
/// written to the log and to the file: for ten million users that is most of what an import costs.
/// So an import's keys wait in memory (they are in the users' rows, and so on the disk), and get
/// their rows in their order, in chunks that change neighbouring pages (as in a log-structured
/// merge tree, O'Neil et al. 1996). Until then they are *unsettled*: `UnsettledIndex` leads to
/// them, and a row says behind which event their users were created, so that a daemon that was
/// killed finds them again. `KeySettling` says how many get their rows when. Everything else
/// writes its keys straight away.
enum KeyKind: Int, CaseIterable, Sendable {
    /// Of every user that ever was.
    case uuid
    /// Of every user that is not erased.
    case email
    /// A `PhoneKey`, of every user with a number, and the position of the event that set it: the
    /// latest of several holders comes last.
    case phone

    var table: String { "\(self)_keys" }

    /// The table of users' rows that name the key, in `column`.
    var home: String {
        switch self {
        case .uuid: "users"
        case .email, .phone: "personal"
        }
    }

    var column: String { "\(self)_key" }
}
