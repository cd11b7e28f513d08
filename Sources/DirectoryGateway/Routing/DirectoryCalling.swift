import DirectoryAPI
import RollcallClient

/// Reaches the daemon. A test puts a directory of its own here.
package protocol DirectoryCalling: Sendable {
    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, options: CallOptions
    ) async throws(RollcallError) -> Method.Response
}

extension RollcallClient: DirectoryCalling {}

/// The daemon, as a dialect asks it: for a caller, within the time that a request has, as a part of
/// its trace.
struct Directory: Sendable {
    let calling: any DirectoryCalling
    /// Of a request, for all that it asks: the time that the daemon has taken already is off it.
    let timeout: Duration

    func ask<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, for exchange: Exchange
    ) async -> Result<Method.Response, RollcallError> {
        let trace = (key: MetadataKey.traceParent, value: exchange.trace.child().description)
        let start = ContinuousClock.now
        let options = CallOptions(
            metadata: exchange.caller.metadata + [trace],
            timeout: timeout - .nanoseconds(exchange.ledger.nanoseconds))
        do {
            let response = try await calling.call(method, request, options: options)
            exchange.ledger.add(nanoseconds: (.now - start).nanoseconds, nil)
            return .success(response)
        } catch {
            exchange.ledger.add(
                nanoseconds: (.now - start).nanoseconds, error,
                mayBeShed: Method.name != ExportPhoneNumber.name)
            return .failure(error)
        }
    }
}

extension Duration {
    /// Those that do not fit are cut off.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
