/// A figure of a report that two runs are compared by.
enum ComparedFigure: String, CaseIterable, Equatable, Sendable {
    case p50, p90, p99
    case p999 = "p99.9"
    case maximum = "max"
    case rate
    case serverCPU = "server-cpu"

    var isHigherBetter: Bool {
        switch self {
        case .rate: true
        case .p50, .p90, .p99, .p999, .maximum, .serverCPU: false
        }
    }

    /// nil when the report does not have it.
    func value(in report: RunReport) -> Double? {
        let latency = report.latencyMicroseconds
        return switch self {
        case .p50: latency?.p50
        case .p90: latency?.p90
        case .p99: latency?.p99
        case .p999: latency?.p999
        case .maximum: latency?.maximum
        case .rate: report.callsPerSecond
        case .serverCPU: report.serverCPUMicrosecondsPerCall
        }
    }
}
