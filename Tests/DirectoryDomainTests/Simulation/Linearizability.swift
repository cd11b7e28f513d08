/// Whether there is an order in which a history could have been done one by one: each operation
/// somewhere between its begin and its end, each answered as the model answers (Herlihy and Wing;
/// the search is that of Wing and Gong, with what was tried before remembered).
struct Linearizability {
    private let history: [Exchange]
    private var tried: Set<Attempt> = []

    private struct Attempt: Hashable {
        let left: UInt64
        let model: DirectoryModel
    }

    static func holds(_ history: [Exchange]) -> Bool {
        precondition(history.count <= 64)
        var search = Linearizability(history: history)
        let all = history.count == 64 ? UInt64.max : (1 << UInt64(history.count)) - 1
        return search.succeeds(left: all, DirectoryModel())
    }

    private init(history: [Exchange]) { self.history = history }

    /// Whether the rest, one bit for each, can be done from this state on.
    private mutating func succeeds(left: UInt64, _ model: DirectoryModel) -> Bool {
        var firstReturn = Int.max
        var isDone = true
        for index in history.indices where left & (1 << UInt64(index)) != 0 {
            firstReturn = min(firstReturn, history[index].returnedAt)
            if history[index].answer != nil { isDone = false }
        }
        // What nobody heard of need not have happened.
        if isDone { return true }
        for index in history.indices where left & (1 << UInt64(index)) != 0 {
            let exchange = history[index]
            guard exchange.invokedAt < firstReturn else { continue }
            var next = model
            let answer = next.perform(exchange.operation, at: exchange.milliseconds)
            guard exchange.answer == nil || exchange.answer == answer else { continue }
            let rest = left & ~(1 << UInt64(index))
            let attempt = Attempt(left: rest, model: next)
            if tried.insert(attempt).inserted, succeeds(left: rest, next) { return true }
        }
        return false
    }
}
