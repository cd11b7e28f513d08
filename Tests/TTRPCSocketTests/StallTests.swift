import CLinux
import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("Peers that take nothing", .timeLimit(.minutes(2)))
struct StallTests {
    @Test("who takes nothing is closed for what waits beyond a frame, or for a feed held up")
    func rule() {
        let limits = SocketLimits()
        let patience = limits.stallNanoseconds
        func isStalled(_ idle: UInt64, _ waiting: Int, _ holdsUpFeed: Bool) -> Bool {
            limits.isStalled(
                takenNothingForNanoseconds: idle, waitingBeyondFrame: waiting,
                holdsUpFeed: holdsUpFeed)
        }
        #expect(!isStalled(patience, 1 << 20, false))
        #expect(isStalled(patience, 1 << 20 + 1, false))
        #expect(isStalled(patience, 0, true))
        #expect(!isStalled(patience - 1, 64 << 20, true))
    }

    @Test("a feed that waits for room for as long as its peer may take nothing ends the connection")
    func feed() throws {
        let stalled = try OneConnection(asking: "gush")
        stalled.passTime()
        #expect(stalled.isOpen)
        // What waits is what feeds respect, and one message of theirs.
        let waiting = try #require(stalled.connection).waiting
        #expect((256 << 10...320 << 10).contains(waiting))
        stalled.passTime(stalled.limits.stallNanoseconds)
        #expect(!stalled.isOpen)
        #expect(stalled.counters.streams == 0)
    }

    @Test("a stream that has an end waits for its peer for as long as it takes")
    func finite() throws {
        let stalled = try OneConnection(asking: "flood")
        for _ in 0..<5 { stalled.passTime(stalled.limits.stallNanoseconds) }
        #expect(stalled.isOpen)
    }

    @Test("a peer that takes a little is not stalled, though the poller finds no room yet")
    func slow() throws {
        let slow = try OneConnection(asking: "gush")
        for _ in 0..<5 {
            slow.takeOnce()
            slow.passTime(slow.limits.stallNanoseconds)
            #expect(slow.isOpen)
        }
        slow.passTime(slow.limits.stallNanoseconds)
        #expect(!slow.isOpen)
    }

    @Test("a watcher that does not read is cut off alone")
    func alone() throws {
        var limits = SocketLimits()
        limits.stallNanoseconds = 20_000_000
        let server = try TestServer(limits: limits)
        defer { server.end() }
        // Blocked for as long as the other, and with no feed that it holds up.
        let unread = try RawPeer(server.path)
        unread.send(RawPeer.request(1, Array("900000".utf8), method: "size"))
        let watching = try RawPeer(server.path)
        watching.send(RawPeer.request(1, method: "watch", flags: 1) + RawPeer.request(3))
        #expect(watching.next()?.streamID == 3)
        let deaf = try RawPeer(server.path)
        deaf.send(RawPeer.request(1, method: "gush", flags: 1))
        #expect(deaf.socket.waitForClose())
        server.streams.tell(1)
        #expect(watching.next() == .data(1, [0]))
        #expect(unread.next()?.payload.count == 900_000)
        #expect(server.counters.connections == 2 && server.counters.streams == 1)
    }
}

/// A worker without a thread, and one connection to it whose peer reads only when the test does.
private final class OneConnection {
    let limits = SocketLimits()
    let counters = SocketCounters()
    private let worker: Worker
    private let peer: Int32

    /// With a stream open that has filled all that there is room for.
    init(asking method: String) throws {
        worker = try Worker(
            mailbox: Mailbox(), dispatcher: TestDispatcher(TestServer.HeldCalls(), StreamLog()),
            limits: limits, counters: counters, load: WorkerLoad())
        var other: Int32 = -1
        peer = unsafe clinux_socket_pair(&other)
        try #require(peer >= 0)
        counters.addConnections(1)
        worker.handle(.adopt(PassedConnection(descriptor: other, unread: [])))
        let request = RawPeer.request(1, method: method, flags: 1)
        let opened = try #require(connection)
        _ = worker.process(opened, request[...])
        run()
    }

    deinit { clinux_close(peer) }

    /// nil once the worker has closed it.
    var connection: WorkerConnection? { worker.connections.all.first }
    var isOpen: Bool { counters.connections == 1 }

    /// Lets the worker find that so much time has passed.
    func passTime(_ nanoseconds: UInt64 = 0) {
        connection?.lastProgress -= nanoseconds
        worker.expire()
        run()
    }

    /// Takes one piece of what the kernel holds for the peer.
    func takeOnce() {
        var buffer = [UInt8](repeating: 0, count: 40_000)
        _ = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe clinux_read(peer, bytes.baseAddress, bytes.count)
        }
    }

    /// What follows in a wake-up, until there is nothing more to do.
    private func run() {
        while !worker.nextTurns.isEmpty {
            let turns = worker.nextTurns
            worker.nextTurns = []
            for place in turns { worker.produce(place) }
            worker.sendTouched()
        }
    }
}
