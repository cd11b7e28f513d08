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

    private func command(_ answer: Answer = Answer(), line: UInt64 = 0) -> QueuedCommand {
        let nothing = PlantedCommand<Void> { _, _ in }
        let origin = CommandOrigin(
            organizationID: "", actor: "", deadlineNanoseconds: 100, line: line)
        return QueuedCommand(nothing, from: origin) { result in
            if case .failure(let error) = result { answer.error.withLock { $0 = error } }
        }
    }

    @Test("all that waits is taken at once, then nothing")
    func takesAll() {
        let queue = WriterQueue()
        for _ in 0..<5 { queue.add(command()) }
        guard case .batch(let batch) = queue.take(atMost: .max, idleAfterNanoseconds: 0) else {
            Issue.record("there is no batch")
            return
        }
        #expect(batch.count == 5)
        guard case .idle = queue.take(atMost: .max, idleAfterNanoseconds: 0) else {
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
        guard case .batch(let batch) = queue.take(atMost: .max, idleAfterNanoseconds: 0) else {
            Issue.record("what waited is gone")
            return
        }
        #expect(batch.count == 1)
        guard case .closed = queue.take(atMost: .max, idleAfterNanoseconds: 1_000_000_000) else {
            Issue.record("it does not end")
            return
        }
    }

    @Test("no more waits than may, and there is room again once it is taken")
    func limit() {
        let queue = WriterQueue()
        for _ in 0..<WriterQueue.lineLimit { queue.add(command()) }
        let refused = Answer()
        queue.add(command(refused))
        #expect(refused.error.withLock { $0 } == .failed(.busy))
        guard case .batch(let batch) = queue.take(atMost: .max, idleAfterNanoseconds: 0) else {
            Issue.record("what waited is gone")
            return
        }
        #expect(batch.count == WriterQueue.lineLimit)
        let taken = Answer()
        queue.add(command(taken))
        #expect(taken.error.withLock { $0 } == nil)
    }

    @Test("lines are served in turns, each in the order of its coming")
    func turns() {
        var lines = CommandLines()
        for _ in 0..<200 { lines.add(command(line: 7)) }
        for line: UInt64 in [8, 8, 8, 9] { lines.add(command(line: line)) }
        #expect(lines.take(atMost: 4).map(\.origin.line) == [7, 8, 9, 7])
        #expect(lines.take(atMost: 5).map(\.origin.line) == [8, 7, 8, 7, 7])
        #expect(lines.count == 195)
        lines.add(command(line: 8))
        #expect(lines.take(atMost: 2).map(\.origin.line) == [7, 8])
        #expect(lines.take(atMost: .max).count == 194)
        #expect(lines.isEmpty && lines.take(atMost: 1).isEmpty)
    }

    @Test("when all the room is used up, a short line may still grow")
    func reserve() {
        let queue = WriterQueue()
        for line: UInt64 in 1...4 {
            for _ in 0..<WriterQueue.lineLimit { queue.add(command(line: line)) }
        }
        let (early, late) = (Answer(), Answer())
        for _ in 0..<WriterQueue.reservedLine { queue.add(command(early, line: 5)) }
        queue.add(command(late, line: 5))
        #expect(early.error.withLock { $0 } == nil)
        #expect(late.error.withLock { $0 } == .failed(.busy))
    }

    @Test("a command is over at its deadline, not before, and when nobody waits for it")
    func deadline() {
        var origin = CommandOrigin(organizationID: "", actor: "", deadlineNanoseconds: 100)
        #expect(!origin.isOver(at: 99))
        #expect(origin.isOver(at: 100))
        origin.isAbandoned = { true }
        #expect(origin.isOver(at: 99))
        origin.isAbandoned = { false }
        #expect(!origin.isOver(at: 99))
    }

    @Test("scopes are kept by name, and an unknown one is not lost")
    func scopes() {
        #expect(ScopeList.text([.phonesExport, .usersRead]) == "users:read phones:export")
        #expect(ScopeList.scopes("users:read phones:export") == [.phonesExport, .usersRead])
        #expect(ScopeList.scopes("") == [])
        #expect(ScopeList.scopes("users:read users:fly") == nil)
    }
}
