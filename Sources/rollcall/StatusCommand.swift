import ArgumentParser
import DirectoryAPI
import RollcallClient

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says how the daemon is.",
        discussion: """
            EXAMPLES
              rollcall status
              rollcall status --socket /run/rollcall/rollcall.sock --output json
            """)

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let status = try await daemon.call(GetStatus.self, GetStatusRequest())
            daemon.printer.show(
                status,
                as: Table(fields: [
                    ("version", status.version), ("engine", status.engine),
                    ("users", "\(status.users)"), ("last position", "\(status.lastPosition)"),
                    ("connections", "\(status.connections)"),
                    ("calls in flight", "\(status.callsInFlight)"),
                    ("write-ahead log", StatusCommand.size(bytes: status.walBytes)),
                    ("disk", status.diskFull ? "FULL: writes are refused" : "ok"),
                    ("uptime", StatusCommand.span(seconds: status.uptimeSeconds)),
                    ("hot records", StatusCommand.text(status.hotRecords)),
                    ("calls", StatusCommand.text(of: status)),
                    ("writes", StatusCommand.text(status.writer)),
                ]))
        }
    }

    /// `12 KiB`, `3.5 MiB`.
    static func size(bytes: Int64) -> String {
        let tenths = bytes * 10 / (1 << 20)
        return bytes < 1 << 20
            ? "\((bytes + 1_023) / 1_024) KiB" : "\(tenths / 10).\(tenths % 10) MiB"
    }

    /// `off`, or `812345, 205 of 512 MiB, 99.1 % of look-ups`.
    private static func text(_ hot: HotRecordsStatus?) -> String {
        guard let hot else { return "off" }
        let asked = hot.hits + hot.misses
        let tenths = asked == 0 ? 0 : hot.hits * 1_000 / asked
        return "\(hot.entries), \(hot.bytes >> 20) of \(hot.capacityBytes >> 20) MiB, "
            + "\(tenths / 10).\(tenths % 10) % of look-ups"
    }

    /// `81234, 12 refused, 0 failed, 1 expired`, since the start.
    static func text(of status: GetStatusResponse) -> String {
        let failures: Set<RollcallError.Code> = [.unavailable, .internal, .unknown, .dataLoss]
        let codes = Set(failures.map(\.rawValue))
        let all = status.calls.reduce(0) { $0 + $1.count }
        let failed = status.calls.filter { codes.contains($0.code) }.reduce(0) { $0 + $1.count }
        // Nobody found is an answer.
        let answers = [0, RollcallError.Code.notFound.rawValue]
        let fine = status.calls.filter { answers.contains($0.code) }.reduce(0) { $0 + $1.count }
        return "\(all), \(all - fine - failed) refused, \(failed) failed, "
            + "\(status.expiredCalls) expired"
    }

    /// `412 in 96 commits of 2.1 ms, 3 wait`, since the start.
    static func text(_ writer: WriterStatus?) -> String {
        guard let writer else { return "not told" }
        let commits = writer.commitMicroseconds.count
        let tenths = commits == 0 ? 0 : writer.commitMicroseconds.sum / commits / 100
        return "\(writer.batchCommands.sum) in \(commits) commits of "
            + "\(tenths / 10).\(tenths % 10) ms, \(writer.queuedCommands) wait"
    }

    /// `3 d 4 h`, `4 h 5 min`, `5 min 6 s`, `6 s`: the two greatest units.
    private static func span(seconds: Int64) -> String {
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        let shown = parts.drop { $0.0 == 0 }.prefix(2)
        return shown.isEmpty ? "0 s" : shown.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
