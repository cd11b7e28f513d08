/// When the calls of an open load come.
enum Arrivals: Codable, Equatable, Sendable {
    /// The n-th at start + n/rate.
    case even
    /// Independently of each other, as those of many callers do.
    case poisson(seed: UInt64)
}
