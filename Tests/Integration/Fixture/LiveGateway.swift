import Foundation
import Testing

/// A gateway in front of a daemon, on ports that the system chose.
struct LiveGateway: Sendable {
    let program: RunningProgram
    /// `http://127.0.0.1:PORT`
    let url: String
    let adminURL: String

    static func start(
        socketPath: String, in folder: TemporaryFolder, _ arguments: [String] = []
    ) async throws -> LiveGateway {
        let program = try RunningProgram(
            "rollcall-gateway",
            [
                "--socket", socketPath, "--listen", "127.0.0.1:0",
                "--admin-listen", "127.0.0.1:0",
            ] + arguments, in: folder)
        guard let line = await program.log.line(holding: "listening"),
            let clients = value(of: "clients", in: line),
            let operators = value(of: "operators", in: line)
        else { throw StartFailure(program: "rollcall-gateway", lines: program.log.lines) }
        return LiveGateway(
            program: program, url: "http://\(clients)", adminURL: "http://\(operators)")
    }

    private static func value(of name: String, in line: String) -> Substring? {
        line.split(separator: " ").first { $0.hasPrefix("\(name)=") }?.dropFirst(name.count + 1)
    }
}
