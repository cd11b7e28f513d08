import DirectoryDomain
import Synchronization
import TestSupport

/// The in-memory engine under a clock of the simulation's. What is submitted is done at once: when
/// that is, the scheduler decides.
final class InMemorySimulation {
    let clock = ManualClock()
    let store: InMemoryStore
    let reader: any DirectoryReader

    init() throws {
        let clock = clock
        store = InMemoryStore(
            sealing: NoSealing(), clock: { clock.now }, monotonic: { clock.monotonicNanoseconds })
        reader = try store.makeReader()
    }

    func run<C: Command>(_ command: C, _ answer: (C.Outcome) -> Answer) throws -> Answer {
        let box = Mutex<Result<C.Outcome, CommandError>?>(nil)
        // The engine answers before it returns.
        store.submit(
            command, from: CommandOrigin(organizationID: "", actor: "uid:1")
        ) { result in box.withLock { $0 = result } }
        switch box.withLock({ $0 }) {
        case .success(let outcome): return answer(outcome)
        case .failure(.refused(.notFound)): return .nobody
        case .failure(.refused(.uuidTaken)): return .uuidTaken
        case .failure(.refused(.exportQuotaSpent)): return .quotaSpent
        case .failure(let error): throw error
        case nil: throw CommandError.expired
        }
    }
}

/// Seals nothing: how events are written and chained is proven elsewhere, and is slow.
private struct NoSealing: EventSealing {
    func bytes(of event: RecordedEvent) -> [UInt8] { [] }
    func event(from bytes: [UInt8], chainHash: [UInt8]) -> RecordedEvent? { nil }
    func chainHash(after previous: [UInt8], bytes: [UInt8]) -> [UInt8] { previous }
}
