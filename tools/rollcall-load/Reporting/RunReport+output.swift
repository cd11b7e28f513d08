import Foundation

extension RunReport {
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        var lines = [
            "\(workload.rawValue) · \(server) · \(connections) × \(inFlight) in flight · \(model)",
            "calls    \(Decimals.grouped(calls)) in \(Decimals.text(seconds, 1)) s"
                + " · \(Decimals.text(callsPerSecond, 0)) a second",
        ]
        if let latency = latencyMicroseconds {
            lines.append(
                "µs       p50 \(number(latency.p50)) · p90 \(number(latency.p90))"
                    + " · p99 \(number(latency.p99)) · p99.9 \(number(latency.p999))"
                    + " · max \(number(latency.maximum))")
        }
        let server = cost(serverCPUMicrosecondsPerCall)
        lines.append(
            "CPU µs   server \(server) · this tool \(cost(ownCPUMicrosecondsPerCall))")
        lines.append("errors   \(trouble ?? "none")")
        return lines.joined(separator: "\n")
    }

    private func number(_ microseconds: Double) -> String {
        Decimals.text(microseconds, microseconds < 100 ? 1 : 0)
    }

    private func cost(_ microseconds: Double?) -> String {
        microseconds.map { "\(Decimals.text($0, 2)) a call" } ?? "unknown"
    }
}
