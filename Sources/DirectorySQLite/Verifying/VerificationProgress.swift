import DirectoryDomain

/// How far a verification is. Every event is passed three times: under SQLite's own check, by
/// position, and by user.
struct VerificationProgress {
    /// Often enough for a bar, and too seldom to cost anything.
    private static let step: Int64 = 4_096

    private var done: Int64 = 0
    private var told: Int64 = 0
    private let events: Int64
    private let report: (StoreCondition.Progress) -> Void

    init(events: Int64, report: @escaping (StoreCondition.Progress) -> Void) {
        self.events = events
        self.report = report
        tell()
    }

    /// SQLite's check is over; it says nothing while it runs.
    mutating func passStructure() {
        done = events
        tell()
    }

    mutating func pass(events count: Int64 = 1) {
        done += count
        if done - told >= Self.step { tell() }
    }

    private mutating func tell() {
        told = done
        report(StoreCondition.Progress(done: done, total: max(1, 3 * events)))
    }
}
