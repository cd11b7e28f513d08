import CLinux

/// The clocks at one end of a measurement, in nanoseconds.
struct Instant {
    let time = clinux_monotonic_ns()
    let own = ProcessClock.own.nanoseconds
    let server: UInt64?

    init(server: ProcessClock?) { self.server = server?.nanoseconds }

    /// Microseconds of processor time for each of `calls` between two readings; nil when one is
    /// missing, or no call was answered.
    static func cost(from: UInt64?, to: UInt64?, calls: Int) -> Double? {
        guard let from, let to, calls > 0 else { return nil }
        return Double(to - from) / 1_000 / Double(calls)
    }
}
