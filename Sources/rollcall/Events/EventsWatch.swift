import ArgumentParser
import DirectoryAPI
import ProgramSettings
import RollcallClient

struct EventsWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Prints events as they are committed, in order and without a gap.",
        discussion: """
            Goes on until it is interrupted (^C, exit code 130). When the daemon goes away
            it waits, and goes on after the last event that it has printed.

            EXAMPLES
              rollcall events watch
              rollcall events watch --after 0 --output json | jq .position
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The position to begin after; 0 is the beginning. (default: what happens from now on)",
            valueName: "position"))
    var after: Int64?
    @OptionGroup var daemon: DaemonOptions

    private static let longestPause = Duration.seconds(2)

    func run() async throws {
        Interruption.ends()
        try await daemon.withDaemon { daemon in
            var position: Int64
            if let after {
                position = after
            } else {
                position = try await daemon.call(GetStatus.self, GetStatusRequest()).lastPosition
            }
            daemon.printer.begin(EventLine.heading)
            var pause = Duration.milliseconds(100)
            while true {
                let error = await watch(daemon, after: &position) { pause = .milliseconds(100) }
                guard error.code == .unavailable, error != .noDaemon || after != position else {
                    throw daemon.failure(error)
                }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    /// Until the stream ends, which it does by failing.
    private func watch(
        _ daemon: Daemon, after position: inout Int64, _ progressed: () -> Void
    ) async -> RollcallError {
        do throws(RollcallError) {
            let request = WatchEventsRequest(afterPosition: position)
            for try await event in daemon.attempt(streaming: WatchEvents.self, request) {
                daemon.printer.show(event, line: EventLine.of(event))
                position = event.position
                progressed()
            }
            return RollcallError(.unavailable, "the daemon has ended the stream")
        } catch {
            return error
        }
    }
}
