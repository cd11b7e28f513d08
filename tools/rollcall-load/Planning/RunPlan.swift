/// All that decides what a run does. Runs of unlike plans are not compared.
struct RunPlan: Codable, Equatable, Sendable {
    /// `rollcalld`, `gateway`, `echo` or `redis`.
    var server: String
    var workload: WorkloadPlan
    var model: LoadModel
    var users: Int
    var connections: Int
    /// The most calls in flight on each connection.
    var inFlight: Int
    var warmUpSeconds: Double
    /// Without the warm-up.
    var seconds: Double
    var timeoutSeconds: Double
    /// A send that is later than this makes the run invalid.
    var lateSeconds: Double
    var seed: UInt64
    var processes: Int
}
