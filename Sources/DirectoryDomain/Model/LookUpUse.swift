/// What a key with a budget has looked up, and whether it may look up more.
///
/// What counts is durable before it is answered, so that neither a restart nor a crash gives
/// anything away. Values are each recorded, once a day. Requests are recorded some ahead, a
/// sixteenth of the minute's budget at a time; what the end of the program leaves unused of that is
/// lost to the key for a minute.
///
/// A day begins with its first look-up. Its values are known by hashes keyed with a secret of that
/// day alone, which are gone with it.
///
/// All times are milliseconds of a clock that never steps.
package struct LookUpUse: Sendable {
    package enum Admission: Equatable, Sendable {
        case admitted
        /// Once this is durable.
        case admittedOnce(LookUpAddition)
        /// Nothing was counted. At least 1.
        case refused(retryAfterMilliseconds: Int64)
        /// More at once than the budget ever allows.
        case tooMany
    }

    package static let minuteMilliseconds: Int64 = 60_000
    package static let dayMilliseconds: Int64 = 24 * 60 * 60 * 1_000
    private static let grantsPerMinute: Int64 = 16

    private struct Day {
        let startedAt: Int64
        let secret: [UInt8]
        /// Each value's hash, and whether it is recorded.
        var values: [UInt64: Bool] = [:]
    }

    /// Requests that are recorded and not used.
    private struct Grant {
        var left: Int64 = 0
        var isUnderWay = false
    }

    private var window: SlidingWindow?
    private var day: Day?
    private var grant = Grant()

    package init() {}

    /// What was recorded before the program began. Requests that were recorded ahead count as used
    /// when the next were recorded: they were used before that, or at the last before now.
    /// - Parameter now: the time of day, which may have stepped since; what would be in the future
    ///   has just been.
    package init(_ stored: StoredLookUps, at now: Timestamp, milliseconds: Int64) {
        func moment(_ time: Timestamp) -> Int64 {
            milliseconds - max(0, now.milliseconds - time.milliseconds)
        }
        if let kept = stored.day {
            day = Day(
                startedAt: moment(kept.startedAt), secret: kept.secret,
                values: Dictionary(
                    kept.hashes.map { ($0, true) }, uniquingKeysWith: { first, _ in first }))
        }
        guard !stored.requests.isEmpty else { return }
        var window = SlidingWindow(
            limit: Int(LookUpBudget.highest), periodMilliseconds: Self.minuteMilliseconds)
        var uses: [(moment: Int64, count: Int64)] = []
        var next = milliseconds
        for requests in stored.requests.reversed() {
            let recorded = moment(requests.at)
            uses.append((requests.isAhead ? next : recorded, requests.count))
            if requests.isAhead { next = recorded }
        }
        for use in uses.sorted(by: { $0.moment < $1.moment }) {
            for _ in 0..<use.count { _ = window.admit(atMilliseconds: use.moment) }
        }
        self.window = window
    }

    /// What the values of the day at hand are to be hashed with. Begins a day when none is at hand.
    package mutating func secret(atMilliseconds now: Int64, fresh: () -> [UInt8]) -> [UInt8] {
        if let day, now < day.startedAt + Self.dayMilliseconds { return day.secret }
        let secret = fresh()
        day = Day(startedAt: now, secret: secret)
        return secret
    }

    /// Asks for some look-ups at once: for all of them or none.
    /// - Parameters:
    ///   - hashes: of what is looked up, keyed with the day's secret; empty when the budget does
    ///     not ask for them.
    package mutating func admit(
        _ count: Int, hashes: [UInt64], budget: LookUpBudget, atMilliseconds now: Int64
    ) -> Admission {
        let limit = Int(budget.requestsPerMinute)
        let fresh = unseen(hashes)
        guard limit == 0 || count <= limit,
            budget.distinctPerDay == 0 || Set(hashes).count <= budget.distinctPerDay
        else { return .tooMany }
        adjustWindow(to: limit)
        let waits = [
            window?.wait(for: count, atMilliseconds: now),
            wait(forUnseen: fresh.count, budget, atMilliseconds: now),
        ].compactMap(\.self)
        if let longest = waits.max() { return .refused(retryAfterMilliseconds: longest) }
        for _ in 0..<count { _ = window?.admit(atMilliseconds: now) }
        for hash in fresh { day?.values[hash] = false }
        return record(Int64(count), hashes, limit: Int64(limit), atMilliseconds: now)
    }

    /// What became of an addition.
    package mutating func settle(_ addition: LookUpAddition, isDurable: Bool) {
        if addition.isGrant {
            grant.isUnderWay = false
            if isDurable { grant.left = addition.left }
        }
        guard isDurable, let day, day.startedAt == addition.dayStartedAt else { return }
        for hash in addition.hashes { self.day?.values[hash] = true }
    }

    private func unseen(_ hashes: [UInt64]) -> Set<UInt64> {
        guard let day else { return [] }
        return Set(hashes.filter { day.values[$0] == nil })
    }

    private mutating func adjustWindow(to limit: Int) {
        guard limit > 0 else { return window = nil }
        guard window?.limit != limit else { return }
        window =
            window?.limited(to: limit)
            ?? SlidingWindow(limit: limit, periodMilliseconds: Self.minuteMilliseconds)
    }

    private func wait(
        forUnseen count: Int, _ budget: LookUpBudget, atMilliseconds now: Int64
    ) -> Int64? {
        guard let day, count > 0, budget.distinctPerDay > 0,
            Int64(day.values.count + count) > budget.distinctPerDay
        else { return nil }
        return max(1, day.startedAt + Self.dayMilliseconds - now)
    }

    /// What must be durable before the look-ups are answered.
    private mutating func record(
        _ count: Int64, _ hashes: [UInt64], limit: Int64, atMilliseconds now: Int64
    ) -> Admission {
        var addition = LookUpAddition(at: now, dayStartedAt: day?.startedAt ?? now)
        addition.secret = day?.secret ?? []
        addition.hashes = Array(Set(hashes.filter { day?.values[$0] == false }))
        if limit > 0 {
            if grant.left >= count {
                grant.left -= count
            } else {
                addition.requests = count
                if !grant.isUnderWay {
                    grant.isUnderWay = true
                    addition.isGrant = true
                    addition.requests = max(count, limit / Self.grantsPerMinute)
                    addition.left = addition.requests - count
                }
            }
        }
        let isRecorded = addition.requests == 0 && addition.hashes.isEmpty
        return isRecorded ? .admitted : .admittedOnce(addition)
    }
}
