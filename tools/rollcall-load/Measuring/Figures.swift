/// What a run counted of what falls into its time.
struct Figures {
    /// The time that is measured, on the monotonic clock, in nanoseconds: warm-up left out.
    let window: Range<UInt64>
    /// Whether calls were planned; then it is by their planned time that they fall into the window,
    /// and in a closed loop by that of their answer.
    let isOpen: Bool
    /// Nanoseconds behind its planned time from which a send is late.
    let lateAfter: UInt64

    private(set) var operations: [OperationFigures?]
    /// Calls that the server refused, by status code.
    private(set) var refusals: [Int32: Int] = [:]
    /// Calls whose connection was lost before their answer.
    private(set) var lost = 0
    /// Planned calls that could not be sent: every connection had all the calls it may have.
    private(set) var unsent = 0
    private(set) var late = 0
    private(set) var series: TimeSeries

    init(window: Range<UInt64>, isOpen: Bool, lateAfter: UInt64) {
        self.window = window
        self.isOpen = isOpen
        self.lateAfter = lateAfter
        operations = Operation.allCases.map { _ in nil }
        series = TimeSeries(window: window)
    }

    /// Right answers.
    var calls: Int { operations.reduce(0) { $0 + ($1?.calls ?? 0) } }
    var timeouts: Int { operations.reduce(0) { $0 + ($1?.timeouts.count ?? 0) } }
    var refused: Int { refusals.values.reduce(0, +) }

    mutating func answer(_ entry: CallsInFlight.Entry, at now: UInt64) {
        guard counts(entry, at: now) else { return }
        let onTheWire = now &- entry.sentAt
        var headline = onTheWire
        if isOpen {
            headline = now &- entry.plannedAt
            change(entry.call.operation) { figures in
                figures.onTheWire.record(onTheWire)
                figures.fromSchedule.record(headline)
                figures.lateness.record(entry.sentAt &- entry.plannedAt)
            }
        } else {
            change(entry.call.operation) { $0.onTheWire.record(onTheWire) }
        }
        series.count(latency: headline, at: isOpen ? entry.plannedAt : now)
    }

    mutating func refuse(_ entry: CallsInFlight.Entry, code: Int32, at now: UInt64) {
        guard counts(entry, at: now) else { return }
        refusals[code, default: 0] += 1
        fail(entry, at: now)
    }

    mutating func lose(_ entry: CallsInFlight.Entry, at now: UInt64) {
        guard counts(entry, at: now) else { return }
        lost += 1
        fail(entry, at: now)
    }

    mutating func timeOut(_ entry: CallsInFlight.Entry, at now: UInt64) {
        // In a closed loop too it began in the time that is measured, or else before.
        guard isOpen ? counts(entry, at: now) : entry.sentAt >= window.lowerBound else { return }
        change(entry.call.operation) { $0.timeouts.record(now &- entry.plannedAt) }
        series.countError(at: isOpen ? entry.plannedAt : min(now, window.upperBound - 1))
    }

    /// A planned call was handed to its connection.
    mutating func send(plannedAt planned: UInt64, at now: UInt64) {
        if now &- planned > lateAfter, window.contains(planned) { late += 1 }
    }

    mutating func leaveUnsent(plannedAt planned: UInt64) {
        if window.contains(planned) { unsent += 1 }
    }

    private func counts(_ entry: CallsInFlight.Entry, at now: UInt64) -> Bool {
        window.contains(isOpen ? entry.plannedAt : now)
    }

    private mutating func fail(_ entry: CallsInFlight.Entry, at now: UInt64) {
        change(entry.call.operation) { $0.errors.record(now &- entry.plannedAt) }
        series.countError(at: isOpen ? entry.plannedAt : now)
    }

    @inline(__always)
    private mutating func change(
        _ operation: Operation, _ body: (inout OperationFigures) -> Void
    ) {
        let index = Int(operation.rawValue)
        if operations[index] == nil { operations[index] = OperationFigures() }
        body(&operations[index]!)
    }
}
