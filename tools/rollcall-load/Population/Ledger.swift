/// What this run has written, and so knows to be true of its users.
///
/// Users whose number changes are apart from the others (`isChanging`), so that what was filled
/// stays true of the others from run to run.
struct Ledger: Sendable {
    struct Entry: Equatable, Sendable {
        /// The spare number of this choice; 0 for none.
        var number: UInt64 = 0
        /// The user's, as last acknowledged.
        var version: UInt64 = 0
        /// Changes without an answer.
        var pending: UInt32 = 0
        /// Whether changes have crossed each other since there was none pending.
        var hasCrossed = false
        /// Whether a change may or may not have been made.
        var isUncertain = false

        /// Whether the store has to show what is said here.
        var isKnown: Bool { pending == 0 && !isUncertain && version > 0 }
    }

    /// Users in a block, of whom the last one's number changes.
    static let block = 8
    /// The users that `recent` remembers.
    private static let remembered = 1_024

    private var entries: [Int: Entry] = [:]
    private var recent: [Int] = []
    private var oldest = 0

    static func isChanging(_ user: Int) -> Bool { user % block == block - 1 }

    subscript(user: Int) -> Entry? { entries[user] }

    func isPending(_ user: Int) -> Bool { (entries[user]?.pending ?? 0) > 0 }

    mutating func begin(_ user: Int) {
        var entry = entries[user] ?? Entry()
        if entry.pending > 0 { entry.hasCrossed = true }
        entry.pending += 1
        entries[user] = entry
    }

    /// A change was acknowledged; false when its version cannot be.
    mutating func acknowledge(_ user: Int, number: UInt64, version: UInt64) -> Bool {
        guard var entry = entries[user], entry.pending > 0 else { return false }
        let isPossible = version > entry.version || entry.hasCrossed
        // Of changes that crossed, the one with the higher version was made last.
        if version > entry.version {
            entry.version = version
            entry.number = number
        }
        entry.pending -= 1
        if entry.pending == 0 { entry.hasCrossed = false }
        entries[user] = entry
        remember(user)
        return isPossible
    }

    mutating func abandon(_ user: Int) {
        guard var entry = entries[user], entry.pending > 0 else { return }
        entry.pending -= 1
        entry.isUncertain = true
        entries[user] = entry
    }

    /// A user whose number this run has set, and who has it still; nil when none was drawn.
    func recentlySet(_ random: inout SplitMix64) -> Int? {
        guard !recent.isEmpty else { return nil }
        for _ in 0..<8 {
            let user = recent[random.next(below: recent.count)]
            if let entry = entries[user], entry.isKnown, entry.number != 0 { return user }
        }
        return nil
    }

    private mutating func remember(_ user: Int) {
        guard recent.count == Ledger.remembered else { return recent.append(user) }
        recent[oldest] = user
        oldest = (oldest + 1) % Ledger.remembered
    }
}
