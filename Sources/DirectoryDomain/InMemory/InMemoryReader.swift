/// Reads the store as it is at each call.
final class InMemoryReader: InMemoryReading {
    private let store: InMemoryStore

    init(_ store: InMemoryStore) { self.store = store }

    var state: InMemoryState { store.committedState }
    var sealing: any EventSealing { store.sealing }
}
