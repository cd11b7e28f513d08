/// What calls a run is made of, and about whom.
struct WorkloadPlan: Codable, Equatable, Sendable {
    struct Share: Codable, Equatable, Sendable {
        var operation: Operation
        var weight: Double
    }

    var name: String
    var shares: [Share]
    var keys = KeyDistribution.uniform
    /// The part of the look-ups that are about nobody.
    var misses = 0.0
    /// The part of by-email that is about new addresses, and so makes users.
    var creates = 0.0
    /// Overruled by the command line's.
    var seed: UInt64?

    init(
        _ name: String, _ shares: [Operation: Double], keys: KeyDistribution = .uniform,
        misses: Double = 0, creates: Double = 0, seed: UInt64? = nil
    ) {
        self.name = name
        self.shares = shares.map { Share(operation: $0.key, weight: $0.value) }
            .sorted { $0.operation.rawValue < $1.operation.rawValue }
        self.keys = keys
        self.misses = misses
        self.creates = creates
        self.seed = seed
    }

    var changesNumbers: Bool { shares.contains { $0.operation.changesNumbers } }

    /// What the gateway has no route for.
    var socketOnly: [Operation] { shares.map(\.operation).filter { !$0.hasRoute } }
}
