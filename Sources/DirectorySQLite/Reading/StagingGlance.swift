/// Whether a snapshot may hold keys that are not settled.
///
/// The writer counts up before the first such key is committed, and again after the commit that
/// settles the last one: an odd count says that there are some. A snapshot is taken between two
/// looks at the count; if both saw the same even one, it holds none.
final class StagingGlance {
    private let commits: CommitSequence
    private var before: UInt64

    init(_ commits: CommitSequence) {
        self.commits = commits
        before = commits.staging
    }

    /// Before anything is read in a new transaction.
    func enterSnapshot() { before = commits.staging }

    /// To be asked after something was read: only then is the snapshot taken.
    var mayHoldStaged: Bool { before & 1 == 1 || commits.staging != before }
}
