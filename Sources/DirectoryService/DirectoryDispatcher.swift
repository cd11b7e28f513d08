import DirectoryDomain
import ProtobufC
import TTRPC

/// Runs the methods of the three services. One for each worker: it has the worker's reader and the
/// worker's arena.
package final class DirectoryDispatcher: CallDispatcher {
    let environment: ServiceEnvironment
    let reader: any DirectoryReader
    let arena = Arena()
    let feed: EventFeed
    private let authenticator: Authenticator

    package init(environment: ServiceEnvironment) throws(StoreFailure) {
        self.environment = environment
        reader = try environment.directory.store.makeReader()
        feed = EventFeed(reader: reader)
        authenticator = Authenticator(environment: environment, reader: reader)
    }

    package func dispatch(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition {
        switch DirectoryHandlers.table.match(service: call.service, method: call.method) {
        case .unknownService:
            return .refused(Status(.unimplemented, "service \(Self.text(call.service))"))
        case .unknownMethod:
            return .refused(Status(.unimplemented, "method \(Self.text(call.method))"))
        case .method(let index):
            do {
                return try run(DirectoryHandlers.all[index], call, &reply)
            } catch {
                return .refused(Status(describing: error))
            }
        }
    }

    /// A commit wakes this worker only while somebody watches on it.
    package func start(_ signal: DispatcherSignal) {
        let isWatched = feed.isWatched
        environment.directory.store.observeCommits {
            if isWatched.isSet { signal.raise() }
        }
    }

    package func signalled(_ turns: inout TurnRequests) { feed.signalled(&turns) }

    package func endBatch() { reader.endBatch() }

    /// Who may is settled before the payload is looked at.
    private func run(
        _ handler: Handler, _ call: borrowing IncomingCall, _ reply: inout [UInt8]
    ) throws -> Disposition {
        let caller = try authenticator.admit(call, by: handler.access)
        return try handler.run(self, caller, call, &reply)
    }

    /// A name out of an envelope, cut to what fits into a message.
    private static func text(_ bytes: Span<UInt8>) -> String {
        let shown = bytes.extracting(first: min(bytes.count, 200))
        guard let text = try? UTF8Span(validating: shown) else { return "" }
        return String(copying: text)
    }
}
