/// The processor time that a stretch of a run took.
struct Cost: Codable, Sendable {
    /// Nanoseconds of this tool, all its processes.
    var own: UInt64
    /// Of the server; nil when it could not be seen.
    var server: UInt64?
    /// Of the stretch itself.
    var elapsed: UInt64

    mutating func add(_ other: Cost) {
        own += other.own
        elapsed = max(elapsed, other.elapsed)
    }

    /// Microseconds of processor time for each of `calls`; nil when it is unknown, or no call was
    /// answered.
    static func microseconds(_ nanoseconds: UInt64?, calls: Int) -> Double? {
        guard let nanoseconds, calls > 0 else { return nil }
        return Double(nanoseconds) / 1_000 / Double(calls)
    }
}
