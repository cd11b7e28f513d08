/// What is recorded of a key's look-ups: nothing that tells what was looked up, once the day and
/// its secret are gone.
package struct StoredLookUps: Equatable, Sendable {
    package struct Day: Equatable, Sendable {
        package var startedAt: Timestamp
        package var secret: [UInt8]
        package var hashes: [UInt64]

        package init(startedAt: Timestamp, secret: [UInt8], hashes: [UInt64]) {
            self.startedAt = startedAt
            self.secret = secret
            self.hashes = hashes
        }
    }

    package struct Requests: Equatable, Sendable {
        package var at: Timestamp
        package var count: Int64
        /// Whether some of them may be used later, until the next are recorded ahead.
        package var isAhead: Bool

        package init(at: Timestamp, count: Int64, isAhead: Bool = false) {
            self.at = at
            self.count = count
            self.isAhead = isAhead
        }
    }

    package var day: Day?
    /// In the order of recording.
    package var requests: [Requests]

    package init(day: Day? = nil, requests: [Requests] = []) {
        self.day = day
        self.requests = requests
    }
}
