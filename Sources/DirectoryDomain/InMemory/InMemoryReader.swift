/// Reads the store as it is at each call.
final class InMemoryReader: InMemoryReading {
    private let store: InMemoryStore
    private(set) var sequence: UInt64 = 0

    init(_ store: InMemoryStore) { self.store = store }

    var state: InMemoryState {
        let state = store.committedState
        sequence = state.commits
        return state
    }
    var sealing: any EventSealing { store.sealing }
}
