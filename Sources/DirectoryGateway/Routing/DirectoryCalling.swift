import DirectoryAPI
import RollcallClient

/// Reaches the daemon. A test puts a directory of its own here.
package protocol DirectoryCalling: Sendable {
    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, options: CallOptions
    ) async throws(RollcallError) -> Method.Response
}

extension RollcallClient: DirectoryCalling {}

/// The daemon, as a dialect asks it: for a caller, within the time that a request has.
struct Directory: Sendable {
    let calling: any DirectoryCalling
    let timeout: Duration

    func ask<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, for caller: Caller
    ) async -> Result<Method.Response, RollcallError> {
        do {
            return .success(
                try await calling.call(
                    method, request,
                    options: CallOptions(metadata: caller.metadata, timeout: timeout)))
        } catch {
            return .failure(error)
        }
    }
}
