/// What an objective looks at: one operation of a run, or all of them.
struct OperationSample: Objective.Measured {
    var figures: OperationFigures
    var isOpen: Bool
    var seconds: Double

    var calls: Int { figures.calls }
    var errors: Int { figures.errors.count }
    var timeouts: Int { figures.timeouts.count }

    /// From schedule; a closed loop has none, and says what it saw on the wire.
    var headline: LatencyHistogram { isOpen ? figures.fromSchedule : figures.onTheWire }

    func latency(at percent: Double) -> UInt64? { headline.value(at: percent) }
}
