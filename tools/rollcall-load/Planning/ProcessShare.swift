/// Which part of a run this process does: of `count` that share one schedule, the one with this
/// index.
struct ProcessShare: Equatable, Sendable {
    var index: Int
    var count: Int

    static let whole = ProcessShare(index: 0, count: 1)

    /// Its part of a number of things, which are dealt out in turn.
    func part(of total: Int) -> Int { (total - index + count - 1) / count }
}
