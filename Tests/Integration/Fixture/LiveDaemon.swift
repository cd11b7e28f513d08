import DirectoryAPI
import Foundation
import RollcallClient
import Testing

/// A daemon on a data folder of its own, and a client of it.
struct LiveDaemon: Sendable {
    let folder: TemporaryFolder
    let program: RunningProgram
    let client: RollcallClient

    static func socketPath(in folder: TemporaryFolder) -> String { folder.file("d/rollcall.sock") }

    var socketPath: String { Self.socketPath(in: folder) }

    /// Starts it, and waits until it says that it serves and answers a health call.
    static func start(
        in folder: TemporaryFolder? = nil, _ arguments: String...
    ) async throws -> LiveDaemon {
        try await start(in: folder, arguments: arguments)
    }

    static func start(
        in folder: TemporaryFolder?, arguments: [String]
    ) async throws -> LiveDaemon {
        let folder = try folder ?? TemporaryFolder()
        let program = try RunningProgram(
            "rollcalld", ["--data-dir", folder.file("d")] + arguments, in: folder)
        guard await program.log.line(holding: "serving") != nil else {
            throw StartFailure(program: "rollcalld", lines: program.log.lines)
        }
        let daemon = LiveDaemon(
            folder: folder, program: program, client: client(in: folder))
        let health = try await daemon.client.call(CheckHealth.self, HealthCheckRequest())
        try #require(health.status == .serving)
        return daemon
    }

    /// A client with a connection of its own.
    static func client(in folder: TemporaryFolder) -> RollcallClient {
        RollcallClient(
            RollcallClient.Configuration(
                socketPath: socketPath(in: folder), connectTimeout: .seconds(5)))
    }

    func anotherClient() -> RollcallClient { Self.client(in: folder) }

    func rollcall(_ arguments: String..., input: String? = nil) async throws -> Tool.Result {
        try await Tool.run(
            Products.program("rollcall"), arguments + ["--socket", socketPath], in: folder,
            input: input)
    }

    @discardableResult
    func create(_ email: String, uuid: String = "", phone: String? = nil) async throws -> User {
        let request = FindOrCreateUserRequest(email: email, uuid: uuid)
        let made = try #require(try await client.call(FindOrCreateUser.self, request).user)
        guard let phone else { return made }
        _ = try await client.call(
            UpdatePhoneNumber.self,
            UpdatePhoneNumberRequest(uuid: made.uuid, change: .set(phone)))
        return try await client.call(
            LookupUser.self, LookupUserRequest(key: UserKey(.uuid(made.uuid))))
    }

    func status() async throws -> GetStatusResponse {
        try await client.call(GetStatus.self, GetStatusRequest())
    }

    func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await client.call(VerifyStore.self, VerifyStoreRequest())
        #expect(answer.ok, sourceLocation: sourceLocation)
        #expect(answer.problems == [], sourceLocation: sourceLocation)
    }

    /// Ends it as an operator would.
    func stop() async -> RunningProgram.Ending {
        await client.shutdown()
        return await program.stop()
    }
}

/// A program ended before it was ready.
struct StartFailure: Error, CustomStringConvertible {
    let program: String
    let lines: [String]

    var description: String { "\(program) did not start: \(lines.joined(separator: " | "))" }
}
