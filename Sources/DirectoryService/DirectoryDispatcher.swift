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
    private let tally: CallTally
    /// Of the call that runs.
    private var method = CallTally.unknown

    package init(environment: ServiceEnvironment) throws(StoreFailure) {
        self.environment = environment
        reader = try environment.directory.store.makeReader()
        feed = EventFeed(reader: reader)
        authenticator = Authenticator(environment: environment, reader: reader)
        tally = environment.tallies.makeTally()
    }

    package func dispatch(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition {
        let disposition = answer(call, &reply)
        switch disposition {
        case .answered, .streaming: tally.add(method, 0)
        case .refused(let status):
            tally.add(method, status.rawCode)
            tell(of: call, status)
        // Counted by whoever answers it.
        case .held: break
        }
        return disposition
    }

    private func answer(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition {
        method = CallTally.unknown
        switch DirectoryHandlers.table.match(service: call.service, method: call.method) {
        case .unknownService:
            return .refused(Status(.unimplemented, "service \(Self.text(call.service))"))
        case .unknownMethod:
            return .refused(Status(.unimplemented, "method \(Self.text(call.method))"))
        case .method(let index):
            method = index
            do {
                return try run(DirectoryHandlers.all[index], call, &reply)
            } catch {
                return .refused(Status(describing: error))
            }
        }
    }

    /// For a handler that answers the call later.
    func hold(_ call: borrowing IncomingCall) -> HeldCall {
        HeldCall(call, method, environment)
    }

    private func tell(of call: borrowing IncomingCall, _ status: Status) {
        guard let reason = CallNotice.reason(of: status), environment.notices.wants(reason) else {
            return
        }
        environment.notices.write(
            CallNotice(
                method: CallTallies.name(method), reason: reason,
                traceID: CallNotice.traceID(of: call)))
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
