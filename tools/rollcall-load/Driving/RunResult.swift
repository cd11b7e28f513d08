/// What one process has counted in a run; those of all processes add up.
struct RunResult: Codable, Sendable {
    /// By operation, in the order of their list.
    var operations: [Operation: OperationFigures] = [:]
    var refusals: [Int32: Int] = [:]
    var lost = 0
    var unsent = 0
    var late = 0
    var series: TimeSeries
    var cost: Cost
    var ownPeakMemory: Int
    var serverPeakMemory: Int?
    /// What was wrong with a reply.
    var wrong: String?
    /// Why the run could not go on.
    var failure: String?
    var isInterrupted = false

    init(_ figures: Figures, _ cost: Cost) {
        for operation in Operation.allCases {
            operations[operation] = figures.operations[Int(operation.rawValue)]
        }
        refusals = figures.refusals
        lost = figures.lost
        unsent = figures.unsent
        late = figures.late
        series = figures.series
        self.cost = cost
        ownPeakMemory = 0
    }

    var seconds: Double { Double(cost.elapsed) / 1e9 }
    /// Calls that cost the server something: the right ones, and those it refused.
    var answered: Int { calls + errors }

    /// All operations together.
    var total: OperationFigures {
        operations.values.reduce(into: OperationFigures()) { $0.add($1) }
    }

    mutating func add(_ other: RunResult) {
        operations.merge(other.operations) { own, other in
            var sum = own
            sum.add(other)
            return sum
        }
        refusals.merge(other.refusals, uniquingKeysWith: +)
        lost += other.lost
        unsent += other.unsent
        late += other.late
        series.add(other.series)
        cost.add(other.cost)
        ownPeakMemory += other.ownPeakMemory
        wrong = wrong ?? other.wrong
        failure = failure ?? other.failure
        isInterrupted = isInterrupted || other.isInterrupted
    }
}

extension RunResult {
    var calls: Int { operations.values.reduce(0) { $0 + $1.calls } }
    var errors: Int { operations.values.reduce(0) { $0 + $1.errors.count } }
    var timeouts: Int { operations.values.reduce(0) { $0 + $1.timeouts.count } }
}
