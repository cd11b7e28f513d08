import NIOCore
import Synchronization

/// What callers of any thread ask of the connection.
enum Order: Sendable {
    case start(PendingCall)
    case cancel(CallTicket)
    case shutDown(CheckedContinuation<Void, Never>?)
}

/// Carries orders to the event loop, and wakes it once for all that came in meanwhile: so calls of
/// many tasks leave in one write. From the loop itself there is nothing to carry: no lock is taken,
/// and the calls of one turn leave in one write all the same.
final class Mailbox: Sendable {
    private struct Contents {
        var orders: [Order] = []
        var isScheduled = false
    }

    private let contents = Mutex(Contents())
    let eventLoop: any EventLoop
    private let link: NIOLoopBoundBox<Link?>

    init(socketPath: String, connectTimeout: TimeAmount, eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        link = NIOLoopBoundBox.makeBoxSendingValue(
            Link(socketPath: socketPath, connectTimeout: connectTimeout, eventLoop: eventLoop),
            eventLoop: eventLoop)
    }

    func add(_ order: Order) {
        if eventLoop.inEventLoop {
            link.value?.carryOut(order)
            return
        }
        let mustWake = contents.withLock { contents in
            contents.orders.append(order)
            defer { contents.isScheduled = true }
            return !contents.isScheduled
        }
        if mustWake { eventLoop.execute { self.deliver() } }
    }

    private func deliver() {
        let orders = contents.withLock { contents in
            contents.isScheduled = false
            return exchange(&contents.orders, with: [])
        }
        link.value?.carryOut(orders)
    }
}

private func exchange<Value>(_ place: inout Value, with value: Value) -> Value {
    let old = place
    place = value
    return old
}
