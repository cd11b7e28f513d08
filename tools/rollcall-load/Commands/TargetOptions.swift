import ArgumentParser
import Foundation
import ProgramSettings

/// Whom a run calls, about which users, with which credentials.
struct TargetOptions: ParsableArguments {
    @Option(help: "The server's socket; without it and --url .rollcall/rollcall.sock.")
    var socket: String?

    @Option(help: "The gateway, as http://HOST:PORT.")
    var url: String?

    @Option(help: "Users of the population: 1000, 100k, 1M.")
    var users = Quantity(count: 1_000_000)

    @Flag(help: "The server is a Redis, asked with GET and filled with SET.")
    var redis = false

    @Option(name: .customLong("api-key"), help: "An API key; others see it in the process list.")
    var apiKey: String?

    @Option(name: .customLong("api-key-file"), help: "A file with the API key.")
    var apiKeyFile: String?

    @Option(help: "A bearer token, for the gateway; others see it in the process list.")
    var token: String?

    @Option(name: .customLong("token-file"), help: "A file with the bearer token.")
    var tokenFile: String?

    @OptionGroup var config: ConfigOption

    /// - Throws: `.usage` for a config file that cannot be read.
    func socketPath() throws -> String {
        let settings = try config.sources(knowing: [.socket])
        return try settings.value(.socket, flag: socket) ?? ".rollcall/rollcall.sock"
    }

    /// - Throws: `.usage` for a file that cannot be read.
    func credentials() throws -> Credentials {
        Credentials(
            apiKey: try apiKey ?? TargetOptions.secret(in: apiKeyFile),
            token: try token ?? TargetOptions.secret(in: tokenFile))
    }

    var population: Population { Population(count: users.count) }

    func validate() throws {
        guard (1...Population.maximumCount).contains(users.count) else {
            throw ValidationError("--users is from 1 to \(Population.maximumCount)")
        }
        if let url, GatewayAddress(url) == nil {
            throw ValidationError("--url is http://HOST:PORT")
        }
        for secret in [apiKey, token].compactMap(\.self) {
            guard secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw ValidationError("a key or token has no spaces or control characters")
            }
        }
    }

    /// Of a run that has one server: which one must be plain.
    func checkOneServer() throws {
        guard url == nil || socket == nil else {
            throw ValidationError("--socket or --url, not both (run takes both with --both)")
        }
    }

    /// The bounds of what `LoadLoop` is made for.
    static func check(connections: Int, inFlight: Int) throws {
        guard (1...20_000).contains(connections) else {
            throw ValidationError("--connections is from 1 to 20000")
        }
        guard (1...65_536).contains(inFlight) else {
            throw ValidationError("--in-flight is from 1 to 65536")
        }
    }

    private static func secret(in file: String?) throws(ProgramFailure) -> String? {
        guard let file else { return nil }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .usage("\(file) cannot be read")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .usage("\(file) holds no key or token")
        }
        return secret
    }
}

extension SettingName {
    fileprivate static let socket: SettingName = "socket"
}
