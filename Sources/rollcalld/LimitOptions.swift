import ArgumentParser
import ProgramSettings
import TTRPC
import TTRPCSocket

/// How much of the daemon one peer may take. See PROTOCOL.md, "Too much in flight".
struct LimitOptions: ParsableArguments {
    @Option(
        name: .customLong("calls-per-connection"),
        help: ArgumentHelp(
            "Calls that a connection may have waiting, such as writes. (default: 65536)",
            valueName: "n"))
    var calls: Int?

    @Option(
        name: .customLong("streams-per-connection"),
        help: ArgumentHelp(
            "Streams that a connection may have open. (default: 1024)", valueName: "n"))
    var streams: Int?

    @Option(
        name: .customLong("uid-share"),
        help: ArgumentHelp(
            "So many times as much for all connections of a uid. (default: 4)", valueName: "n"))
    var uidShare: Int?

    @Option(
        name: .customLong("total-share"),
        help: ArgumentHelp(
            "So many times as much for all connections there are. (default: 16)",
            valueName: "n"))
    var totalShare: Int?

    @Option(
        name: .customLong("unread-limit"),
        help: ArgumentHelp(
            "Answers that may wait for a peer that does not read; more and it is closed. "
                + "(default: 64MiB)",
            valueName: "bytes"))
    var unreadLimit: ByteCount?

    @Option(
        name: .customLong("unread-timeout"),
        help: ArgumentHelp(
            "How long a peer may take nothing while it has too much waiting. (default: 5)",
            valueName: "seconds"))
    var unreadTimeout: Int?

    static let settings: [SettingName] = [
        .calls, .streams, .uidShare, .totalShare, .unreadLimit, .unreadTimeout,
    ]

    /// The limits as set, checked.
    func limits(_ sources: SettingSources) throws(ProgramFailure) -> SocketLimits {
        var limits = SocketLimits()
        limits.connection.callsInFlight = try Self.count(
            .calls, calls, 1...1_048_576, sources, otherwise: limits.connection.callsInFlight)
        limits.connection.liveStreams = try Self.count(
            .streams, streams, 1...65_536, sources, otherwise: limits.connection.liveStreams)
        let uidShare = try Self.count(
            .uidShare, uidShare, 1...1_024, sources, otherwise: SocketLimits.uidShare)
        let totalShare = try Self.count(
            .totalShare, totalShare, 1...1_024, sources,
            otherwise: max(SocketLimits.totalShare, uidShare))
        guard totalShare >= uidShare else {
            throw .usage("--total-share must not be less than --uid-share, \(uidShare)")
        }
        limits.share(ofUID: uidShare, ofAll: totalShare)
        let unreadTimeout = try Self.count(
            .unreadTimeout, unreadTimeout, 1...3_600, sources,
            otherwise: Int(limits.stallNanoseconds / 1_000_000_000))
        limits.stallNanoseconds = UInt64(unreadTimeout) * 1_000_000_000
        limits.connection.waitingOutput =
            try sources.value(.unreadLimit, flag: unreadLimit)?.bytes
            ?? limits.connection.waitingOutput
        guard (8 << 20...1 << 30).contains(limits.connection.waitingOutput) else {
            throw .usage("--unread-limit must be 8MiB to 1024MiB")
        }
        return limits
    }

    private static func count(
        _ name: SettingName, _ flag: Int?, _ range: ClosedRange<Int>, _ sources: SettingSources,
        otherwise: Int
    ) throws(ProgramFailure) -> Int {
        let value = try sources.value(name, flag: flag) ?? otherwise
        guard range.contains(value) else {
            throw .usage(
                "--\(name.text) must be \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}

extension SettingName {
    fileprivate static let calls: SettingName = "calls-per-connection"
    fileprivate static let streams: SettingName = "streams-per-connection"
    fileprivate static let uidShare: SettingName = "uid-share"
    fileprivate static let totalShare: SettingName = "total-share"
    fileprivate static let unreadLimit: SettingName = "unread-limit"
    fileprivate static let unreadTimeout: SettingName = "unread-timeout"
}
