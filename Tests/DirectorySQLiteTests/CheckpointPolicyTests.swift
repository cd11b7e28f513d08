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
