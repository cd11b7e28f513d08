import TTRPC

/// One watcher: every event after a position, for as long as anybody listens. Holds nothing but its
/// place in the log: what a slow watcher has not taken is read again when it has.
final class EventWatch: StreamHandler {
    let kind = StreamKind.serverStreaming
    let isEndless = true

    private let feed: EventFeed
    private let signal: StreamSignal
    private var position: Int64
    private var hasJoined = false

    init(feed: EventFeed, signal: StreamSignal, after position: Int64) {
        self.feed = feed
        self.signal = signal
        self.position = position
    }

    func receive(_ message: Span<UInt8>, _ turn: inout StreamTurn) {}
    func clientEnded(_ turn: inout StreamTurn) {}

    func produce(_ turn: inout StreamTurn) {
        if !hasJoined {
            hasJoined = true
            feed.join()
        }
        do {
            while turn.hasRoom {
                let events = try feed.events(after: position)
                if events.isEmpty { return feed.wait(signal) }
                for event in events where turn.hasRoom {
                    turn.send(event.span)
                    position += 1
                }
            }
        } catch {
            leave()
            turn.fail(Status(describing: error))
        }
    }

    func cancelled() { leave() }

    private func leave() {
        guard hasJoined else { return }
        hasJoined = false
        feed.leave(signal)
    }
}
