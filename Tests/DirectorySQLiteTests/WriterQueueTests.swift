import DirectoryDomain
import Synchronization
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("What waits for the writer")
struct WriterQueueTests {
    /// The error that a command was answered with.
    private final class Answer: Sendable {
        let error = Mutex<CommandError?>(nil)
    }

    private func command(_ answer: Answer = Answer()) -> QueuedCommand {
        let nothing = PlantedCommand<Void> { _, _ in }
        return QueuedCommand(
            nothing, organizationID: "", actor: "", deadlineNanoseconds: 100
        ) { result in
            if case .failure(let error) = result { answer.error.withLock { $0 = error } }
        }
    }

    @Test("all that waits is taken at once, then nothing")
    func takesAll() {
        let queue = WriterQueue()
        for _ in 0..<5 { queue.add(command()) }
        guard case .batch(let batch) = queue.take(idleAfterNanoseconds: 0) else {
            Issue.record("there is no batch")
            return
        }
        #expect(batch.count == 5)
        guard case .idle = queue.take(idleAfterNanoseconds: 0) else {
            Issue.record("something is left")
            return
        }
    }

    @Test("a closed queue gives what waits, then ends; what comes later is refused")
    func closes() {
        let queue = WriterQueue()
        queue.add(command())
        queue.close(.closing)
        queue.close(.unavailable)
        let late = Answer()
        queue.add(command(late))
        #expect(late.error.withLock { $0 } == .failed(.closing))
        guard case .batch(let batch) = queue.take(idleAfterNanoseconds: 0) else {
            Issue.record("what waited is gone")
            return
        }
        #expect(batch.count == 1)
        guard case .closed = queue.take(idleAfterNanoseconds: 1_000_000_000) else {
            Issue.record("it does not end")
            return
        }
    }

    @Test("no more waits than may, and there is room again once it is taken")
    func limit() {
        let queue = WriterQueue()
        for _ in 0..<WriterQueue.limit { queue.add(command()) }
        let refused = Answer()
        queue.add(command(refused))
        #expect(refused.error.withLock { $0 } == .failed(.busy))
        guard case .batch(let batch) = queue.take(idleAfterNanoseconds: 0) else {
            Issue.record("what waited is gone")
            return
        }
        #expect(batch.count == WriterQueue.limit)
        let taken = Answer()
        queue.add(command(taken))
        #expect(taken.error.withLock { $0 } == nil)
    }

    @Test("a command is late at its deadline, not before")
    func deadline() {
        #expect(!command().hasExpired(at: 99))
        #expect(command().hasExpired(at: 100))
    }

    @Test("scopes are kept by name, and an unknown one is not lost")
    func scopes() {
        #expect(ScopeList.text([.phonesExport, .usersRead]) == "users:read phones:export")
        #expect(ScopeList.scopes("users:read phones:export") == [.phonesExport, .usersRead])
        #expect(ScopeList.scopes("") == [])
        #expect(ScopeList.scopes("users:read users:fly") == nil)
    }
}
