import NIOCore
import Testing

@testable import DirectoryGateway

@Suite struct ConnectionClockTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private static let limits = ConnectionLimits()

    private func clock() -> ConnectionClock { ConnectionClock(Self.limits) }

    @Test("a connection on which nothing was begun has no deadline")
    func idle() {
        #expect(clock().deadline == nil)
    }

    @Test("more bytes of a head do not put its deadline off")
    func head() {
        var clock = clock()
        clock.bytesCame(at: Self.start)
        clock.bytesCame(at: Self.start + .seconds(4))
        #expect(clock.deadline == Self.start + .seconds(5))
    }

    @Test("a body has a time of its own, from the end of the head")
    func body() {
        var clock = clock()
        clock.bytesCame(at: Self.start)
        clock.headEnded(at: Self.start + .seconds(1))
        clock.bytesCame(at: Self.start + .seconds(9))
        #expect(clock.deadline == Self.start + .seconds(11))
        clock.requestEnded()
        #expect(clock.deadline == nil)
    }

    @Test("the next request's time begins with its own first byte")
    func next() {
        var clock = clock()
        clock.bytesCame(at: Self.start)
        clock.headEnded(at: Self.start)
        clock.requestEnded()
        clock.bytesCame(at: Self.start + .seconds(30))
        #expect(clock.deadline == Self.start + .seconds(35))
    }

    @Test("a head that came with the end of the request before it has its body's time")
    func together() {
        var clock = clock()
        clock.headEnded(at: Self.start)
        #expect(clock.deadline == Self.start + .seconds(10))
    }

    @Test("whoever takes nothing is cut off, and whoever takes something has the time anew")
    func answer() {
        var clock = clock()
        clock.writeBegan(at: Self.start)
        clock.writeBegan(at: Self.start + .seconds(3))
        #expect(clock.deadline == Self.start + .seconds(10))
        clock.writeEnded(at: Self.start + .seconds(4))
        #expect(clock.deadline == Self.start + .seconds(14))
        clock.writeEnded(at: Self.start + .seconds(5))
        #expect(clock.deadline == nil)
    }

    @Test("of a slow request and a slow reader the earlier deadline counts")
    func both() {
        var clock = clock()
        clock.writeBegan(at: Self.start)
        clock.bytesCame(at: Self.start + .seconds(1))
        #expect(clock.deadline == Self.start + .seconds(6))
    }
}
