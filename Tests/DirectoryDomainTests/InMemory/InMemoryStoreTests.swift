import DirectoryDomain
import EventCoding
import TestSupport
import Testing

struct InMemoryStoreTests {
    @Test("the engine without a disk keeps the contract", arguments: StoreContract.rules)
    func contract(_ rule: StoreContract.Rule) async throws {
        try await rule.check { clock in
            InMemoryStore(
                sealing: EventCodec(), clock: { clock.now },
                monotonic: { clock.monotonicNanoseconds })
        }
    }

    @Test("every rule of the contract has a name of its own")
    func names() {
        let names = StoreContract.rules.map(\.description)
        #expect(Set(names).count == names.count)
    }
}
