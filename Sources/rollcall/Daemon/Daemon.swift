import DirectoryAPI
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

    /// - Throws: `.refused` with what the daemon said and its status.
    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request
    ) async throws(ProgramFailure) -> Method.Response {
        do {
            return try await attempt(method, request)
        } catch {
            throw failure(error)
        }
    }

    /// The same, for callers that look at the status themselves.
    func attempt<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request
    ) async throws(RollcallError) -> Method.Response {
        try await client.call(method, request)
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

    /// What a person is told of a call that failed.
    func failure(_ error: RollcallError) -> ProgramFailure {
        if error == .noDaemon {
            return .refused("no daemon answers on \(socketPath); is rollcalld running?")
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
