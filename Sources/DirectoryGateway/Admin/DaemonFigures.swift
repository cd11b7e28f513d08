import DirectoryAPI
import RollcallClient

/// The daemon's status as metrics.
struct DaemonFigures {
    private let status: GetStatusResponse

    init(_ status: GetStatusResponse) { self.status = status }

    func write(to text: inout MetricsText) {
        one(&text, "users", .gauge, "Users in the directory.", status.users)
        one(&text, "events_total", .counter, "Events in the log.", status.lastPosition)
        one(&text, "uptime_seconds", .gauge, "How long the daemon runs.", status.uptimeSeconds)
        one(
            &text, "connections", .gauge, "Connections to the daemon's socket.",
            status.connections)
        one(
            &text, "calls_in_flight", .gauge,
            "Calls that wait for an answer of another thread, and streams.", status.callsInFlight)
        one(&text, "streams", .gauge, "Streams that are open.", status.streams)
        one(
            &text, "wal_bytes", .gauge, "Of the write-ahead log, in use.", status.walBytes)
        one(
            &text, "disk_full", .gauge, "Whether writes are refused for want of space.",
            status.diskFull ? 1 : 0)
        writeCalls(to: &text)
        if let hot = status.hotRecords { write(hot, to: &text) }
        if let writer = status.writer { write(writer, to: &text) }
    }

    private func writeCalls(to text: inout MetricsText) {
        let calls = "rollcall_daemon_calls_total"
        text.family(calls, .counter, help: "Calls answered, by method and status.")
        for call in status.calls {
            let method = call.method.isEmpty ? "unknown" : call.method
            text.sample(
                calls, labels: MetricsText.labels([("method", method), ("code", Self.name(call))]),
                "\(call.count)")
        }
        let refused = "rollcall_daemon_calls_refused_total"
        text.family(refused, .counter, help: "Calls that were not carried out, by reason.")
        for (reason, count) in refusals {
            text.sample(refused, labels: MetricsText.labels([("reason", reason)]), "\(count)")
        }
    }

    /// By a closed list of reasons, each of them there at 0.
    private var refusals: [(String, Int64)] {
        func sum(_ codes: RollcallError.Code...) -> Int64 {
            status.calls.filter { call in codes.contains { $0.rawValue == call.code } }
                .reduce(0) { $0 + $1.count }
        }
        return [
            ("credentials", sum(.unauthenticated)), ("rights", sum(.permissionDenied)),
            ("invalid", sum(.invalidArgument)), ("limit", sum(.resourceExhausted)),
            ("unavailable", sum(.unavailable)), ("unknown_method", sum(.unimplemented)),
            ("defect", sum(.internal, .unknown, .dataLoss)),
            ("expired", status.expiredCalls), ("overload", status.overloadedCalls),
        ]
    }

    private func write(_ hot: HotRecordsStatus, to text: inout MetricsText) {
        one(&text, "hot_records", .gauge, "Look-ups kept in memory.", hot.entries)
        one(&text, "hot_records_bytes", .gauge, "Of them, with their index.", hot.bytes)
        one(
            &text, "hot_records_capacity_bytes", .gauge, "Of them at the most.",
            hot.capacityBytes)
        one(
            &text, "hot_records_hits_total", .counter, "Look-ups answered from memory.", hot.hits)
        one(
            &text, "hot_records_misses_total", .counter, "Look-ups that the store was asked for.",
            hot.misses)
    }

    private func write(_ writer: WriterStatus, to text: inout MetricsText) {
        one(
            &text, "queued_commands", .gauge, "Commands that wait for the writer.",
            writer.queuedCommands)
        one(
            &text, "failed_commits_total", .counter, "Commits that failed.", writer.failedCommits)
        spread(
            &text, "batch_commands", "Commands that shared a commit.", writer.batchCommands,
            unit: 1)
        spread(
            &text, "commit_duration_seconds", "Of a commit, with the log synced to the disk.",
            writer.commitMicroseconds, unit: 1e-6)
    }

    private func one(
        _ text: inout MetricsText, _ name: String, _ kind: MetricsText.Kind, _ help: String,
        _ value: Int64
    ) {
        text.family("rollcall_daemon_\(name)", kind, help: help)
        text.sample("rollcall_daemon_\(name)", "\(value)")
    }

    private func spread(
        _ text: inout MetricsText, _ name: String, _ help: String, _ spread: Histogram,
        unit: Double
    ) {
        text.family("rollcall_daemon_\(name)", .histogram, help: help)
        text.histogram(
            "rollcall_daemon_\(name)",
            bounds: spread.buckets.filter { $0.bound > 0 }.map { bound in
                unit == 1 ? "\(bound.bound)" : "\(Double(bound.bound) * unit)"
            },
            counts: spread.buckets.map(\.count), sum: Double(spread.sum) * unit)
    }

    /// As gRPC writes it: NOT_FOUND.
    private static func name(_ call: CallCount) -> String {
        if call.code == 0 { return "OK" }
        guard let code = RollcallError.Code(rawValue: call.code) else { return "OTHER" }
        var name = ""
        for letter in "\(code)" { name += letter.isUppercase ? "_\(letter)" : letter.uppercased() }
        return name
    }
}
