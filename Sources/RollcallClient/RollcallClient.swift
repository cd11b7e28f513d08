import DirectoryAPI
import NIOCore
import NIOPosix
import ProtobufC

/// Calls a Rollcall daemon over its Unix socket.
///
/// All single calls from one event loop share one connection, which is made at the first call and
/// made anew, at the next call, after it was lost. Calls that were under way on a lost connection
/// fail with `unavailable` and `isTransport`: what became of them is unknown, and none is sent
/// twice. A call that changes nothing, and of which no byte was sent, is sent on the next
/// connection, once. With no daemon behind the socket a call fails with `unavailable` at once.
public final class RollcallClient: Sendable {
    private let timeout: Duration?
    /// One for each event loop that has a connection.
    private let mailboxes: [Mailbox]
    let socketPath: String
    let connectTimeout: TimeAmount

    public init(_ configuration: Configuration) {
        timeout = configuration.timeout
        socketPath = configuration.socketPath
        connectTimeout = TimeAmount(configuration.connectTimeout)
        let group = configuration.eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton.next()
        mailboxes = group.makeIterator().map { [socketPath, connectTimeout] eventLoop in
            Mailbox(socketPath: socketPath, connectTimeout: connectTimeout, eventLoop: eventLoop)
        }
    }

    deinit {
        for mailbox in mailboxes { mailbox.add(.shutDown(nil)) }
    }

    /// That of the caller's own event loop, if it has one.
    private var mailbox: Mailbox {
        mailboxes.first { $0.eventLoop.inEventLoop } ?? mailboxes[0]
    }

    /// Where the connection of a stream is to live.
    var eventLoop: any EventLoop { mailbox.eventLoop }

    /// Calls a method of the contract.
    public func call<Method: UnaryMethod>(
        _: Method.Type, _ request: Method.Request, options: CallOptions = CallOptions()
    ) async throws(RollcallError) -> Method.Response {
        var payload: [UInt8] = []
        request.encode(into: &payload, in: Arena(capacity: 64 << 20, firstBlock: 1_024))
        let answer = try await call(
            Method.service, Method.name, payload, options, changesNothing: Method.changesNothing)
        do {
            return try Method.Response(decoding: answer.span, in: Arena(firstBlock: 2_048))
        } catch {
            throw .undecodable
        }
    }

    /// Calls any method, by the full name of its service, with a message that is packed already;
    /// gives the packed answer.
    public func call(
        service: String, method: String, payload: [UInt8], options: CallOptions = CallOptions()
    ) async throws(RollcallError) -> [UInt8] {
        try await call(service, method, payload, options, changesNothing: false)
    }

    private func call(
        _ service: String, _ method: String, _ payload: [UInt8], _ options: CallOptions,
        changesNothing: Bool
    ) async throws(RollcallError) -> [UInt8] {
        let mailbox = mailbox
        let ticket = CallTicket()
        let deadline = (options.timeout ?? timeout).map { NIODeadline.now() + TimeAmount($0) }
        // First, so that it counts and not another that the caller hands on.
        let told = deadline.map { (MetadataKey.deadline, String($0.uptimeNanoseconds)) }
        let metadata = (told.map { [$0] } ?? []) + options.metadata
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.add(
                    .start(
                        PendingCall(
                            service: service, method: method, payload: payload,
                            metadata: metadata, deadline: deadline,
                            mayBeSentAgain: changesNothing, ticket: ticket,
                            continuation: continuation)))
            }
        } onCancel: {
            ticket.cancel()
            mailbox.add(.cancel(ticket))
        }
        return try result.get()
    }

    /// Closes the connections. Calls under way fail, as do all later ones.
    public func shutdown() async {
        for mailbox in mailboxes {
            await withCheckedContinuation { continuation in
                mailbox.add(.shutDown(continuation))
            }
        }
    }
}
