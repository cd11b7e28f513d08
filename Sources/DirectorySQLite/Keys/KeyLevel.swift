/// Where a key lies: in exactly one table of its kind.
///
/// Keys come in at random places of their order. In one large table each would change a page of its
/// own, which is then written to the log and to the file: for ten million users that is most of
/// what an import costs. So an import's keys go into a small table, whose pages many of them share,
/// and move on in their order to a table some times its size, and from there to the one where they
/// stay, in chunks that change neighbouring pages (as in a log-structured merge tree, O'Neil et
/// al. 1996). `KeySettling` says how many move when.
///
/// Everything else writes to `settled` straight away, and apart from imports the others are empty.
enum KeyLevel: Int, CaseIterable, Sendable {
    case settled
    case recent
    case newest

    /// Those that keys move on from, the latest first.
    static let staged = [KeyLevel.newest, .recent]

    var suffix: String {
        switch self {
        case .settled: ""
        case .recent: "_recent"
        case .newest: "_newest"
        }
    }

    /// Where keys move on to.
    var next: KeyLevel {
        switch self {
        case .newest: .recent
        case .recent, .settled: .settled
        }
    }
}
