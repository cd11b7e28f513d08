import NIOCore
import TTRPC

/// One stream, for its consumer and its sender, whatever their tasks. Ends with whoever holds it.
final class StreamCall: Sendable {
    private let inbox = StreamInbox()
    private let eventLoop: any EventLoop
    private let link: NIOLoopBoundBox<StreamLink>

    init(
        _ opening: StreamLink.Opening, socketPath: String, connectTimeout: TimeAmount,
        eventLoop: any EventLoop
    ) {
        self.eventLoop = eventLoop
        let link = NIOLoopBoundBox.makeBoxSendingValue(
            StreamLink(inbox: inbox, eventLoop: eventLoop), eventLoop: eventLoop)
        self.link = link
        eventLoop.execute {
            link.value.open(opening, socketPath: socketPath, connectTimeout: connectTimeout)
        }
    }

    deinit { cancel() }

    /// What has come, at least one message; nil at the end.
    func messages() async throws(RollcallError) -> [[UInt8]]? {
        let part = await withTaskCancellationHandler {
            await inbox.take()
        } onCancel: {
            cancel()
        }
        switch part {
        case .messages(let messages):
            let link = link
            eventLoop.execute { link.value.readOn() }
            return messages
        case .outcome(.finished): return nil
        case .outcome(.failed(let error)): throw error
        // A server that has messages to give answers with a status alone.
        case .outcome(.answered): throw .undecodable
        }
    }

    /// Sends one message, once what was sent before has left. Throws when the stream is over.
    func send(_ payload: [UInt8]) async throws(RollcallError) {
        let (eventLoop, link) = (eventLoop, link)
        await withTaskCancellationHandler {
            await withCheckedContinuation { sent in
                eventLoop.execute { link.value.send(payload, sent) }
            }
        } onCancel: {
            cancel()
        }
        switch inbox.outcome {
        case nil: return
        case .failed(let error): throw error
        case .finished, .answered: throw .streamOver
        }
    }

    /// Says that all is sent, and waits for the one answer.
    func answer() async throws(RollcallError) -> [UInt8] {
        let (eventLoop, link) = (eventLoop, link)
        eventLoop.execute { link.value.endSending() }
        let part = await withTaskCancellationHandler {
            await inbox.take()
        } onCancel: {
            cancel()
        }
        switch part {
        case .outcome(.answered(let payload)): return payload
        case .outcome(.failed(let error)): throw error
        case .outcome(.finished), .messages: throw .undecodable
        }
    }

    /// Ends the stream and its connection.
    func cancel() {
        let link = link
        eventLoop.execute { link.value.end(.failed(.cancelledByCaller)) }
    }
}
