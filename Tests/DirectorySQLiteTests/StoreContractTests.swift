import TestSupport
import Testing

@Suite("The engine and the contract")
struct StoreContractTests {
    @Test("the engine keeps the contract", arguments: StoreContract.rules)
    func contract(_ rule: StoreContract.Rule) async throws {
        let place = TemporaryStore()
        try await rule.check { clock in try TemporaryStore.open(place.folder, clock: clock) }
    }
}
