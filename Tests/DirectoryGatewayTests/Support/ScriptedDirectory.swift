import DirectoryAPI
import RollcallClient
import Synchronization

@testable import DirectoryGateway

/// A daemon that answers as it is told, and remembers what it was asked.
final class ScriptedDirectory: DirectoryCalling {
    typealias Script = @Sendable (any Sendable) throws(RollcallError) -> any Sendable

    struct Asked: Sendable {
        let method: String
        let request: any Sendable
        let options: CallOptions

        func metadata(_ key: String) -> String? { options.metadata.first { $0.key == key }?.value }
    }

    private let script: Script
    private let calls = Mutex<[Asked]>([])

    init(_ script: @escaping Script) { self.script = script }

    static func answering(_ response: any Sendable) -> ScriptedDirectory {
        ScriptedDirectory { _ throws(RollcallError) in response }
    }

    static func failing(
        _ code: RollcallError.Code, retryAfterMilliseconds: Int64? = nil
    ) -> ScriptedDirectory {
        ScriptedDirectory { _ throws(RollcallError) in
            throw RollcallError(code, "", retryAfterMilliseconds: retryAfterMilliseconds)
        }
    }

    var asked: [Asked] { calls.withLock { $0 } }

    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, options: CallOptions
    ) async throws(RollcallError) -> Method.Response {
        calls.withLock {
            $0.append(Asked(method: Method.name, request: request, options: options))
        }
        guard let response = try script(request) as? Method.Response else {
            throw RollcallError(.unimplemented, "not in the script")
        }
        return response
    }
}
