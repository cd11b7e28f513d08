import DirectoryDomain
import Testing

struct SlidingWindowTests {
    @Test("a window admits its limit in any period, to the millisecond")
    func limit() {
        var window = SlidingWindow(limit: 3, periodMilliseconds: 100)
        for now in [Int64(0), 10, 20] { #expect(window.admit(atMilliseconds: now) == .admitted) }
        #expect(window.admit(atMilliseconds: 20) == .refused(retryAfterMilliseconds: 80))
        #expect(window.admit(atMilliseconds: 99) == .refused(retryAfterMilliseconds: 1))
        #expect(window.admit(atMilliseconds: 100) == .admitted)
        #expect(window.admit(atMilliseconds: 100) == .refused(retryAfterMilliseconds: 10))
        #expect(window.admit(atMilliseconds: 110) == .admitted)
    }

    @Test("a refused call does not count")
    func refusals() {
        var window = SlidingWindow(limit: 1, periodMilliseconds: 100)
        #expect(window.admit(atMilliseconds: 0) == .admitted)
        for now in Int64(1)..<100 {
            #expect(
                window.admit(atMilliseconds: now) == .refused(retryAfterMilliseconds: 100 - now))
        }
        #expect(window.admit(atMilliseconds: 100) == .admitted)
    }

    @Test("in no stretch of a period are more admitted than the limit")
    func anyStretch() {
        var window = SlidingWindow(limit: 5, periodMilliseconds: 50)
        var admitted: [Int64] = []
        for now in Int64(0)..<1_000 where (now * now) % 7 < 3 {
            if window.admit(atMilliseconds: now) == .admitted { admitted.append(now) }
        }
        #expect(admitted.count >= 95)
        for start in admitted {
            #expect(admitted.count { (start..<start + 50).contains($0) } <= 5)
        }
    }

    @Test("an application may ask for 1500 exports in any minute")
    func application() {
        var window = SlidingWindow.applicationExports
        for _ in 0..<1_500 { #expect(window.admit(atMilliseconds: 7) == .admitted) }
        #expect(window.admit(atMilliseconds: 1_007) == .refused(retryAfterMilliseconds: 59_000))
        #expect(window.admit(atMilliseconds: 60_007) == .admitted)
    }

    @Test("several are admitted at once or not at all, and the wait for them is told")
    func several() {
        var window = SlidingWindow(limit: 3, periodMilliseconds: 100)
        #expect(window.wait(for: 3, atMilliseconds: 0) == nil)
        for now in [Int64(0), 10] { _ = window.admit(atMilliseconds: now) }
        #expect(window.wait(for: 1, atMilliseconds: 10) == nil)
        #expect(window.wait(for: 2, atMilliseconds: 10) == 90)
        #expect(window.wait(for: 3, atMilliseconds: 10) == 100)
        _ = window.admit(atMilliseconds: 20)
        _ = window.admit(atMilliseconds: 100)
        #expect(window.wait(for: 1, atMilliseconds: 100) == 10)
        #expect(window.wait(for: 3, atMilliseconds: 199) == 1)
        #expect(window.wait(for: 3, atMilliseconds: 200) == nil)
    }

    @Test("with another limit the latest of what was admitted still counts")
    func anotherLimit() {
        var window = SlidingWindow(limit: 3, periodMilliseconds: 100)
        for now in [Int64(0), 10, 20, 100] { _ = window.admit(atMilliseconds: now) }
        var smaller = window.limited(to: 2)
        #expect(smaller.admit(atMilliseconds: 110) == .refused(retryAfterMilliseconds: 10))
        #expect(smaller.admit(atMilliseconds: 120) == .admitted)
        var larger = window.limited(to: 4)
        #expect(larger.admit(atMilliseconds: 101) == .admitted)
        #expect(larger.admit(atMilliseconds: 101) == .refused(retryAfterMilliseconds: 9))
    }
}
