import ArgumentParser
import ProgramSettings

/// The daemon: owns the data, serves the socket.
@main
struct Rollcalld: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcalld",
        abstract: "Keeps a user directory and serves it on a Unix socket.",
        discussion: """
            With no flag at all the data is kept in .rollcall/ under the current folder, and the \
            socket is rollcall.sock inside it. SIGTERM ends it once the calls in flight are \
            answered, after 10 s at the latest.

            --take-over starts it in the place of the daemon that runs on the same data folder: \
            that one finishes what is in flight, passes its connections on, and ends; no client \
            notices. With none running it starts as always.

            Under systemd it serves the socket it is passed (LISTEN_FDS), says when it is ready \
            and when it stops (Type=notify), and, with WatchdogSec=, that it answers, having \
            asked itself through the socket.

            EXAMPLES
              rollcalld
              rollcalld --data-dir /var/lib/rollcall --socket /run/rollcall/rollcall.sock
              rollcalld --socket-mode 0660 --socket-group web --trusted-uid 998 --workers 2
              rollcalld --data-dir /var/lib/rollcall --take-over
              rollcalld --hot-records 512MiB
              rollcalld --calls-per-connection 1000 --uid-share 2 --unread-timeout 2
            """,
        version: ProgramVersion.current)

    @Option(
        name: .customLong("data-dir"),
        help: ArgumentHelp("Where the data is kept. (default: .rollcall)", valueName: "dir"))
    var dataDirectory: String?

    @Option(
        help: ArgumentHelp(
            "The socket. (default: rollcall.sock in the data folder)", valueName: "path"))
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "Threads that serve. (default: half the cores, at least 1)", valueName: "n"))
    var workers: Int?

    @Option(
        name: .customLong("socket-mode"),
        help: ArgumentHelp(
            "Who may connect, as octal file permissions. (default: 0660)", valueName: "mode"))
    var socketMode: String?

    @Option(
        name: .customLong("socket-group"),
        help: ArgumentHelp(
            "The group of the socket, by name or number. (default: the process's)",
            valueName: "group"))
    var socketGroup: String?

    @ArgumentParser.Flag(
        name: .customLong("take-over"),
        help: "Take the place of the daemon that runs on the data folder, if one does.")
    var takeOver = false

    @Option(
        name: .customLong("trusted-uid"),
        help: ArgumentHelp(
            "A uid that may call Directory without an API key. Repeatable.", valueName: "uid"))
    var trustedUIDs: [Int] = []

    @Option(
        name: .customLong("admin-uid"),
        help: ArgumentHelp(
            "A uid that may do everything, as the daemon's own may. Repeatable.",
            valueName: "uid"))
    var adminUIDs: [Int] = []

    @Option(
        name: .customLong("restore"),
        help: ArgumentHelp(
            "Put a backup into the data folder, and end; see rollcall backup restore.",
            valueName: "file"))
    var backup: String?

    @ArgumentParser.Flag(
        name: .customLong("set-aside"), help: "With --restore: keep a store that is there aside.")
    var setsAside = false

    @Option(
        name: .customLong("hot-records"),
        help: ArgumentHelp(
            "Memory for the answers of look-ups, kept packed; 0 keeps none. (default: 64MiB)",
            valueName: "bytes"))
    var hotRecords: ByteCount?

    @Option(
        name: .customLong("page-cache"),
        help: ArgumentHelp(
            """
            Memory for pages of the store, at the most, of each worker and of the writer; what is \
            not in it is read from the file. (default: 256MiB)
            """,
            valueName: "bytes"))
    var pageCache: ByteCount?

    @OptionGroup(title: "Limits of the socket") var limits: LimitOptions
    @OptionGroup var config: ConfigOption
    @OptionGroup var log: LogOptions

    static func main() { runProgram(Rollcalld.self) }

    func run() throws {
        let sources = try config.sources(knowing: DaemonSettings.names + LogOptions.settings)
        let settings = try DaemonSettings(self, sources)
        let daemon = try Daemon(
            settings, logger: log.logger(label: "rollcalld", sources))
        if let backup { return try daemon.restore(from: backup, settingAside: setsAside) }
        try daemon.serve()
    }
}
