/// The times that the calls of one operation took, in nanoseconds.
struct OperationFigures: Codable, Sendable {
    /// From the planned time of a call to its answer; what a caller sees who comes when planned.
    /// Empty in a closed loop, which plans nothing.
    var fromSchedule = LatencyHistogram()
    /// From the sending of a call to its answer.
    var onTheWire = LatencyHistogram()
    /// From the planned time of a call to its sending: this tool's own fault.
    var lateness = LatencyHistogram()
    /// Of calls that were refused or lost.
    var errors = LatencyHistogram()
    /// Of calls that were given up.
    var timeouts = LatencyHistogram()

    /// Right answers.
    var calls: Int { onTheWire.count }

    mutating func add(_ other: OperationFigures) {
        fromSchedule.add(other.fromSchedule)
        onTheWire.add(other.onTheWire)
        lateness.add(other.lateness)
        errors.add(other.errors)
        timeouts.add(other.timeouts)
    }
}
