/// The processes that serve, as far as they are known: their processor time and memory count
/// together.
struct ServerProcesses {
    let identifiers: [Int32]
    private let clocks: [ProcessClock]

    /// nil when one of them is not there.
    init?(_ identifiers: [Int32]) {
        self.identifiers = identifiers
        let found = identifiers.compactMap { ProcessClock(process: $0) }
        guard found.count == identifiers.count else { return nil }
        clocks = found
    }

    /// Nanoseconds of processor time; nil when none is known, or one is gone.
    var processorTime: UInt64? {
        guard !clocks.isEmpty else { return nil }
        var sum: UInt64 = 0
        for clock in clocks {
            guard let time = clock.nanoseconds else { return nil }
            sum += time
        }
        return sum
    }

    var peakMemory: Int? {
        let peaks = identifiers.compactMap(ProcessMemory.peak)
        return peaks.isEmpty ? nil : peaks.reduce(0, +)
    }
}
