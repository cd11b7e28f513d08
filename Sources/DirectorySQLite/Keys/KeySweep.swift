/// Gives the keys of several runs in their order, round and round: a run that comes in joins where
/// the sweep is, and has been given once the sweep is there again. So what lies ahead lies the more
/// densely the nearer it is, and what is given next touches the fewest pages. A value.
struct KeySweep {
    /// A run's next key.
    private struct Head {
        /// How often the sweep begins at the first key before it gets to this one.
        var round: Int
        var prefix: KeyPrefix
        /// How many runs came in before this one.
        let arrival: Int
        var index: Int
        var remaining: Int
    }

    /// A heap, the next one first.
    private var heads: [Head] = []
    /// As they came in, those that were given taken out; the first one is there.
    private var runs: ArraySlice<KeyRun?> = []
    /// Runs before those.
    private var passedRuns = 0
    private var round = 0
    /// The key that was given last.
    private var place: (run: KeyRun, index: Int)?

    /// Keys that are still to be given.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// The first to have come in of the runs that have keys left.
    var oldest: KeyRun? { runs.first ?? nil }

    mutating func add(_ run: KeyRun) {
        guard run.count > 0 else { return }
        let start = place.map { run.firstIndex(behind: $0.run, $0.index) } ?? 0
        let isBehindAll = start == run.count
        let index = isBehindAll ? 0 : start
        heads.append(
            Head(
                round: isBehindAll ? round + 1 : round, prefix: run.prefix(at: index),
                arrival: passedRuns + runs.count, index: index, remaining: run.count))
        runs.append(run)
        count += run.count
        rise(heads.count - 1)
    }

    /// The next key; nil when there is none.
    mutating func next() -> (run: KeyRun, index: Int)? {
        guard var head = heads.first, let run = self.run(of: head) else { return nil }
        let given = (run: run, index: head.index)
        place = given
        round = head.round
        count -= 1
        head.remaining -= 1
        if head.remaining == 0 {
            finish(head)
            let last = heads.removeLast()
            if heads.isEmpty { return given }
            heads[0] = last
        } else {
            head.index += 1
            if head.index == run.count {
                head.index = 0
                head.round += 1
            }
            head.prefix = run.prefix(at: head.index)
            heads[0] = head
        }
        sink()
        return given
    }

    private func run(of head: Head) -> KeyRun? {
        runs[runs.startIndex + head.arrival - passedRuns]
    }

    private mutating func finish(_ head: Head) {
        runs[runs.startIndex + head.arrival - passedRuns] = nil
        while let first = runs.first, first == nil {
            runs.removeFirst()
            passedRuns += 1
        }
    }

    private func isBefore(_ one: Head, _ other: Head) -> Bool {
        if one.round != other.round { return one.round < other.round }
        if one.prefix != other.prefix { return one.prefix < other.prefix }
        guard let run = self.run(of: one), let otherRun = self.run(of: other) else { return false }
        return run.isBefore(one.index, otherRun, other.index)
    }

    private mutating func rise(_ last: Int) {
        var index = last
        while index > 0, isBefore(heads[index], heads[(index - 1) / 2]) {
            heads.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heads.count && isBefore(heads[child], heads[least]) {
                least = child
            }
            if least == index { return }
            heads.swapAt(index, least)
            index = least
        }
    }
}
