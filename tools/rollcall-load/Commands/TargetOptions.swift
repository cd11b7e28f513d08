import ArgumentParser
import ProgramSettings

/// Whom a run calls, about which users, over how many connections.
struct TargetOptions: ParsableArguments {
    @Option(help: "The server's socket; without it .rollcall/rollcall.sock.")
    var socket: String?

    @Option(help: "Users of the population: 1000, 100k, 1M.")
    var users = Quantity(count: 1_000_000)

    @Flag(help: "The server is a Redis, asked with GET and filled with SET.")
    var redis = false

    @OptionGroup var config: ConfigOption

    /// - Throws: `.usage` for a config file that cannot be read.
    func socketPath() throws -> String {
        let settings = try config.sources(knowing: [.socket])
        return try settings.value(.socket, flag: socket) ?? ".rollcall/rollcall.sock"
    }

    var population: Population { Population(count: users.count) }

    func validate() throws {
        guard (1...Population.maximumCount).contains(users.count) else {
            throw ValidationError("--users is from 1 to \(Population.maximumCount)")
        }
    }

    /// The bounds of what `ClosedLoop` is made for.
    static func check(connections: Int, inFlight: Int) throws {
        guard (1...20_000).contains(connections) else {
            throw ValidationError("--connections is from 1 to 20000")
        }
        guard (1...65_536).contains(inFlight) else {
            throw ValidationError("--in-flight is from 1 to 65536")
        }
    }
}

extension SettingName {
    fileprivate static let socket: SettingName = "socket"
}
