/// The figures of one run, and all that it takes to do it again.
struct RunReport: Codable, Sendable {
    struct OperationReport: Codable, Sendable {
        var name: String
        var calls: Int
        /// The headline of an open load; absent in a closed loop.
        var fromSchedule: LatencyFigures?
        var onTheWire: LatencyFigures?
        var latenessOfTheSender: LatencyFigures?
        var errors: LatencyFigures?
        var timeouts: LatencyFigures?
    }

    struct ObjectiveReport: Codable, Sendable {
        var objective: String
        var isKept: Bool
        /// In nanoseconds, as a part of 1, or in calls a second; absent without a sample.
        var measured: Double?
        var measure: Objective.Measure

        /// `p99<=5ms is broken: 7.31 ms`
        var text: String {
            let value =
                switch measure {
                case .percentile: measured.map { Decimals.time(UInt64($0)) }
                case .errors: measured.map { Decimals.percent($0) }
                case .rate: measured.map { "\(Decimals.text($0, 0))/s" }
                }
            return "\(objective) is \(isKept ? "kept" : "broken"): \(value ?? "no sample")"
        }
    }

    struct IntervalReport: Codable, Sendable {
        /// Its beginning, after that of the measured time.
        var second: Double
        var callsPerSecond: Double
        var errors: Int
        var p50: Double?
        var p99: Double?
        var maximum: Double?
    }

    var server: String
    var workload: String
    var model: String
    var users: Int
    var connections: Int
    var inFlight: Int
    var seconds: Double
    /// Right answers.
    var calls: Int
    var callsPerSecond: Double
    /// From schedule; of a closed loop, on the wire. Absent when no call was answered.
    var latencyMicroseconds: LatencyFigures?
    /// Calls that were refused, by the status code of gRPC or HTTP.
    var refused: [String: Int]
    var lost: Int
    var timeouts: Int
    /// Planned calls that could not be sent, and those sent late.
    var unsent: Int
    var late: Int
    /// Absent when the server's process could not be seen.
    var serverCPUMicrosecondsPerCall: Double?
    var ownCPUMicrosecondsPerCall: Double?
    /// Of the measured time, as a part of one core for each process of this tool.
    var ownCPUPart: Double
    var ownPeakMemoryBytes: Int
    var serverPeakMemoryBytes: Int?
    var verdict: RunVerdict
    var objectives: [ObjectiveReport]
    var warnings: [String]
    var operations: [OperationReport]
    var intervals: [IntervalReport]
    var plan: RunPlan
    var machine: Machine
    var toolVersion: String
    /// Absent when the server did not say.
    var serverVersion: String?
    var commandLine: String
    var seed: UInt64
    /// RFC 3339.
    var startedAt: String
}
