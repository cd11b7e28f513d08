/// How much a key may look up; 0 = as much as it likes.
package struct LookUpBudget: Equatable, Sendable {
    /// Look-ups in any minute.
    package var requestsPerMinute: Int64
    /// Different values in a day: what an enumeration needs, and nothing else does.
    package var distinctPerDay: Int64

    package static let unlimited = LookUpBudget()
    /// Each request of a minute and each value of a day is remembered, some bytes each.
    package static let highest: Int64 = 1_000_000

    package init(requestsPerMinute: Int64 = 0, distinctPerDay: Int64 = 0) {
        self.requestsPerMinute = requestsPerMinute
        self.distinctPerDay = distinctPerDay
    }

    package var isUnlimited: Bool { self == .unlimited }

    /// Throws `Refusal.invalid` for what is no budget.
    package func check() throws(Refusal) {
        let fields = [
            ("requests_per_minute", requestsPerMinute), ("distinct_per_day", distinctPerDay),
        ]
        for (field, value) in fields where !(0...Self.highest).contains(value) {
            throw .invalid(field: field, reason: "must be 0 (any number) to \(Self.highest)")
        }
    }
}
