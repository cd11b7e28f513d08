import Testing

@testable import DirectorySQLite

@Suite("When the log is copied and emptied")
struct CheckpointPolicyTests {
    private let policy = CheckpointPolicy(nowNanoseconds: 1_000_000_000)

    @Test("a short log is left alone")
    func short() {
        var policy = policy
        #expect(policy.afterCommit(logPages: 100, nowNanoseconds: 1_000_000_001) == .none)
        #expect(policy.whenIdle(logPages: 0) == .none)
    }

    @Test("a log is copied each time it has grown by so many pages")
    func copies() {
        var policy = policy
        let pages = CheckpointPolicy.copyPages
        #expect(policy.afterCommit(logPages: pages, nowNanoseconds: 1_000_000_001) == .copy)
        policy.didCopy(logPages: pages)
        #expect(policy.afterCommit(logPages: pages + 1, nowNanoseconds: 1_000_000_002) == .none)
        #expect(policy.afterCommit(logPages: 2 * pages, nowNanoseconds: 1_000_000_003) == .copy)
        policy.didCopy(logPages: 2 * pages)
        // SQLite has started it over.
        #expect(policy.afterCommit(logPages: 10, nowNanoseconds: 1_000_000_004) == .none)
        #expect(policy.afterCommit(logPages: pages, nowNanoseconds: 1_000_000_005) == .copy)
    }

    @Test("a long log is emptied, and while a reader is in the way not tried at every commit")
    func empties() {
        var policy = policy
        let pages = CheckpointPolicy.emptyPages
        policy.didCopy(logPages: pages)
        #expect(policy.afterCommit(logPages: pages, nowNanoseconds: 2_000_000_000) == .empty)
        #expect(policy.afterCommit(logPages: pages + 1, nowNanoseconds: 2_000_000_001) == .none)
        let later = 2_000_000_000 + CheckpointPolicy.retryNanoseconds
        #expect(policy.afterCommit(logPages: pages + 2, nowNanoseconds: later) == .empty)
    }

    @Test("while a reader is in the way a log that grows fast is tried again before the limit")
    func growsFast() {
        var policy = policy
        let (start, step) = (CheckpointPolicy.emptyPages, CheckpointPolicy.retryPages)
        var tries = 0
        for pages in stride(from: start, to: CheckpointPolicy.limitPages, by: step / 4) {
            policy.didCopy(logPages: pages)
            if policy.afterCommit(logPages: pages, nowNanoseconds: 2_000_000_000) == .empty {
                tries += 1
            }
        }
        #expect(tries == 4)
        // Over it, only as often as time allows.
        let over = 2 * CheckpointPolicy.limitPages
        policy.didCopy(logPages: over)
        #expect(policy.afterCommit(logPages: over, nowNanoseconds: 2_000_000_001) == .none)
    }

    @Test("four megabytes over the mark and 64 MiB are what the names say")
    func sizes() {
        #expect(StoreGauge.logBytes(pages: Int64(CheckpointPolicy.limitPages)) <= 64 << 20)
        #expect(StoreGauge.logBytes(pages: Int64(CheckpointPolicy.limitPages) + 2) > 64 << 20)
    }

    @Test("what was erased is out of the log in time, under load and when idle")
    func inTime() {
        var policy = policy
        let due = 1_000_000_000 + CheckpointPolicy.emptyEveryNanoseconds
        #expect(policy.afterCommit(logPages: 5, nowNanoseconds: due - 1) == .none)
        #expect(policy.afterCommit(logPages: 5, nowNanoseconds: due) == .empty)
        policy.didEmpty(nowNanoseconds: due)
        #expect(policy.afterCommit(logPages: 5, nowNanoseconds: due + 1) == .none)
        #expect(policy.whenIdle(logPages: 1) == .empty)
    }
}
