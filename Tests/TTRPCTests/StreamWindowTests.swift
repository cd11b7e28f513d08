import Testing

@testable import TTRPC

private final class Ids {
    private var window: StreamWindow
    init(size: Int) { window = StreamWindow(size: size) }
    func use(_ id: UInt32) -> Bool { window.use(id) }
}

@Suite("Stream ids")
struct StreamWindowTests {
    @Test("an id is new once")
    func once() {
        let window = Ids(size: 64)
        for id in stride(from: UInt32(1), to: 99, by: 2) { #expect(window.use(id)) }
        for id in stride(from: UInt32(1), to: 99, by: 2) { #expect(!window.use(id)) }
    }

    @Test("1 000 ids in any order are all new")
    func shuffled() {
        let window = Ids(size: 4096)
        var ids = (0..<1000).map { UInt32($0 * 2 + 1) }
        var seed: UInt64 = 42
        for index in ids.indices.reversed() {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            ids.swapAt(index, Int(seed >> 33) % (index + 1))
        }
        for id in ids { #expect(window.use(id)) }
        for id in ids { #expect(!window.use(id)) }
    }

    @Test("1 follows 0xFFFFFFFF")
    func wraps() {
        let window = Ids(size: 4096)
        #expect(window.use(0xffff_fffd))
        #expect(window.use(0xffff_ffff))
        #expect(window.use(1))
        #expect(!window.use(0xffff_ffff))
        #expect(!window.use(1))
        #expect(window.use(3))
    }

    @Test("an id older than the window is taken for new")
    func forgets() {
        let window = Ids(size: 64)
        #expect(window.use(1))
        #expect(window.use(1 + 2 * 64))
        #expect(window.use(1))
        #expect(!window.use(1 + 2 * 64))
        #expect(window.use(3))
    }

    @Test("a jump forgets all that it leaves behind")
    func jump() {
        let window = Ids(size: 64)
        for id in stride(from: UInt32(1), to: 127, by: 2) { #expect(window.use(id)) }
        #expect(window.use(1_000_001))
        #expect(window.use(1_000_003))
        #expect(window.use(999_999))
        #expect(!window.use(1_000_001))
    }

    @Test("a gap after a long run is told from the run")
    func gapAfterRun() {
        let window = Ids(size: 64)
        for id in stride(from: UInt32(1), through: 999, by: 2) { #expect(window.use(id)) }
        #expect(!window.use(999) && !window.use(1001 - 2 * 64))
        #expect(window.use(1003))
        #expect(window.use(1001))
        #expect(!window.use(999) && !window.use(1001) && !window.use(1003))
        #expect(window.use(1005))
    }

    @Test("before the first id nothing is used")
    func beforeFirst() {
        let window = Ids(size: 64)
        #expect(window.use(11) && window.use(13) && window.use(9))
        #expect(!window.use(11) && !window.use(13) && !window.use(9))
        #expect(window.use(15) && window.use(7))
    }
}
