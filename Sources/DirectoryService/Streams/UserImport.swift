import ProtobufC
import TTRPC

/// Users brought in by one stream. Messages are only set aside on the worker; they are unpacked off
/// it and written by the writer, as commands of bounded size.
///
/// ttrpc has no flow control, and not reading would hold up the peer's other calls: a client that
/// is further ahead of the store than the backlog allows is refused with RESOURCE_EXHAUSTED and a
/// time after which to try again. What was written by then stays, and is `unchanged` the next time.
final class UserImport: StreamHandler {
    let kind = StreamKind.clientStreaming
    let isEndless = false
    let lane = CallLane.operations

    private let backlog: ImportBacklog

    init(backlog: ImportBacklog) { self.backlog = backlog }

    func receive(_ message: Span<UInt8>, _ turn: inout StreamTurn) {
        var bytes: [UInt8] = []
        bytes.append(copying: message)
        guard backlog.add(bytes) else {
            backlog.stop()
            return turn.fail(
                Status(
                    .resourceExhausted, "the import is too far ahead of the store",
                    retryAfterMilliseconds: 1_000))
        }
    }

    func clientEnded(_ turn: inout StreamTurn) {
        backlog.endInput()
        produce(&turn)
    }

    func produce(_ turn: inout StreamTurn) {
        switch backlog.outcome() {
        case nil: return
        case .success(let response): turn.finish(with: response.encoded().span)
        case .failure(let status): turn.fail(status)
        }
    }

    func cancelled() { backlog.stop() }
}
