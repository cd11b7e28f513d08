/// Which users are asked about how often.
enum KeyDistribution: Codable, Equatable, Sendable {
    case uniform
    /// The user of rank k with a weight of 1/k to this power.
    case zipf(exponent: Double)
    /// A part of the users gets a part of the calls; the others share the rest.
    case hotSet(users: Double, calls: Double)
}
