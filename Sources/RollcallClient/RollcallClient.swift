import DirectoryAPI
import NIOCore
import NIOPosix
import ProtobufC

/// Calls a Rollcall daemon over its Unix socket.
///
/// All single calls of one client share one connection, which is made at the first call and made
/// anew, at the next call, after it was lost. Calls that were under way on a lost connection fail
/// with `unavailable` and `isTransport`: what became of them is unknown, and none is sent twice.
/// With no daemon behind the socket a call fails with `unavailable` at once.
public final class RollcallClient: Sendable {
    private let timeout: Duration?
    private let mailbox: Mailbox
    let socketPath: String
    let connectTimeout: TimeAmount
    let eventLoop: any EventLoop

    public init(_ configuration: Configuration) {
        timeout = configuration.timeout
        socketPath = configuration.socketPath
        connectTimeout = TimeAmount(configuration.connectTimeout)
        eventLoop = configuration.eventLoop ?? MultiThreadedEventLoopGroup.singleton.next()
        mailbox = Mailbox(
            socketPath: socketPath, connectTimeout: connectTimeout, eventLoop: eventLoop)
    }

    deinit { mailbox.add(.shutDown(nil)) }

    /// Calls a method of the contract.
    public func call<Method: UnaryMethod>(
        _: Method.Type, _ request: Method.Request, options: CallOptions = CallOptions()
    ) async throws(RollcallError) -> Method.Response {
        var payload: [UInt8] = []
        request.encode(into: &payload, in: Arena(capacity: 64 << 20, firstBlock: 1_024))
        let answer = try await call(
            service: Method.service, method: Method.name, payload: payload, options: options)
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
                            metadata: metadata, deadline: deadline, ticket: ticket,
                            continuation: continuation)))
            }
        } onCancel: {
            ticket.cancel()
            mailbox.add(.cancel(ticket))
        }
        return try result.get()
    }

    /// Closes the connection. Calls under way fail, as do all later ones.
    public func shutdown() async {
        await withCheckedContinuation { continuation in
            mailbox.add(.shutDown(continuation))
        }
    }
}
