/// How often one user's number may be exported, over all applications: three times in any 30 days.
/// What counts is the audit log, so that a restart forgets nothing.
package enum ExportQuota {
    package static let limit = 3
    package static let periodMilliseconds: Int64 = 30 * 24 * 60 * 60 * 1_000

    /// How long to wait until one more is allowed; nil when it is now. `times` are those of the
    /// exports so far, the oldest first; one that is exactly a period old counts no more.
    package static func wait(after times: [Timestamp], at now: Timestamp) -> Int64? {
        guard times.count >= limit else { return nil }
        let free = times[times.count - limit].adding(milliseconds: periodMilliseconds)
        return now < free ? free.milliseconds - now.milliseconds : nil
    }

    /// Exports up to here count no more at `now`.
    package static func start(at now: Timestamp) -> Timestamp {
        now.adding(milliseconds: -periodMilliseconds)
    }
}
