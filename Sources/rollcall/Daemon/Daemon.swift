import DirectoryAPI
import Foundation
import ProgramSettings
import RollcallClient

/// A daemon that is asked, and where its answers are printed.
struct Daemon: Sendable {
    private let client: RollcallClient
    private let socketPath: String
    let printer: Printer

    init(socketPath: String, printer: Printer) {
        client = RollcallClient(RollcallClient.Configuration(socketPath: socketPath))
        self.socketPath = socketPath
        self.printer = printer
    }

    /// - Parameter absent: what NOT_FOUND means for this call, when a person can be told more.
    /// - Throws: `.refused` with what the daemon said and its status.
    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, absent: String? = nil
    ) async throws(ProgramFailure) -> Method.Response {
        do {
            return try await attempt(method, request)
        } catch {
            if let absent, error.code == .notFound { throw .refused("\(absent) (NOT_FOUND)") }
            throw failure(error)
        }
    }

    /// The same, for callers that look at the status themselves.
    func attempt<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request
    ) async throws(RollcallError) -> Method.Response {
        try await client.call(method, request)
    }

    /// The messages of a stream, for callers that look at the status themselves.
    func attempt<Method: ServerStreamingMethod>(
        streaming method: Method.Type, _ request: Method.Request
    ) -> MessageStream<Method.Response> {
        client.stream(method, request)
    }

    /// Gives each message of a stream to `body`, until its end.
    func stream<Method: ServerStreamingMethod>(
        _ method: Method.Type, _ request: Method.Request,
        _ body: (Method.Response) throws -> Void
    ) async throws {
        do {
            for try await message in client.stream(method, request) { try body(message) }
        } catch let error as RollcallError {
            throw failure(error)
        }
    }

    /// Sends what `body` sends; gives the one answer.
    func upload<Method: ClientStreamingMethod>(
        _ method: Method.Type, _ body: (RequestWriter<Method.Request>) async throws -> Void
    ) async throws -> Method.Response {
        do {
            return try await client.upload(method, body)
        } catch let error as RollcallError {
            throw failure(error)
        }
    }

    /// Calls a method that is known by its description alone, with packed bytes.
    func call(
        _ method: MethodDescription, _ payload: [UInt8], metadata: [(key: String, value: String)]
    ) async throws(ProgramFailure) -> [UInt8] {
        do {
            return try await client.call(
                service: method.service, method: method.name, payload: payload,
                options: CallOptions(metadata: metadata))
        } catch {
            throw failure(error)
        }
    }

    /// The same for one that answers with any number of messages; each is given to `body`.
    func stream(
        _ method: MethodDescription, _ payload: [UInt8],
        metadata: [(key: String, value: String)], _ body: ([UInt8]) throws(ProgramFailure) -> Void
    ) async throws(ProgramFailure) {
        let messages = client.stream(
            service: method.service, method: method.name, payload: payload,
            options: CallOptions(metadata: metadata))
        var iterator = messages.makeAsyncIterator()
        while true {
            let message: [UInt8]?
            do {
                message = try await iterator.next()
            } catch {
                throw failure(error)
            }
            guard let message else { return }
            try body(message)
        }
    }

    /// What a person is told of a call that failed.
    func failure(_ error: RollcallError) -> ProgramFailure {
        if error == .noDaemon {
            let files = FileManager.default
            if files.fileExists(atPath: socketPath), !files.isWritableFile(atPath: socketPath) {
                return .refused("this user may not connect to \(socketPath)")
            }
            return .refused("no daemon answers on \(socketPath); is rollcalld running?")
        }
        if error.isTransport {
            return .refused("\(error.message); whether the call was done is unknown (UNAVAILABLE)")
        }
        let retry = error.retryAfterMilliseconds.map { ", try again in \(($0 + 999) / 1_000) s" }
        return .refused("\(error.message) (\(error.code.name))\(retry ?? "")")
    }

    func close() async { await client.shutdown() }
}

extension RollcallError.Code {
    /// As the gRPC documentation spells it.
    fileprivate var name: String {
        "\(self)".map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }
}
