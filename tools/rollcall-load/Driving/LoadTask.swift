/// All that one process needs to do its part of a run.
struct LoadTask: Codable, Sendable {
    var plan: RunPlan
    /// The socket's path, or nil for the gateway at `url`.
    var socket: String?
    var url: String?
    var apiKey: String?
    var token: String?
    var journal: String?
    var serverProcesses: [Int32]
    /// Where the numbers that updates set begin.
    var choice: UInt64
    /// On the monotonic clock, in nanoseconds; nil for at once.
    var startAt: UInt64?
    var shareIndex = 0

    var share: ProcessShare { ProcessShare(index: shareIndex, count: plan.processes) }

    var target: Target? {
        if let socket { return .socket(path: socket) }
        return url.flatMap { GatewayAddress($0) }.map { .gateway($0) }
    }
}
