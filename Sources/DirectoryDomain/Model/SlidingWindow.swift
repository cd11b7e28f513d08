/// How much of something may happen in any stretch of time of a given length. Exact: it remembers
/// each moment that counts, at most `limit` of them. A call that is refused does not count.
package struct SlidingWindow: Sendable {
    package enum Admission: Equatable, Sendable {
        case admitted
        /// At least 1.
        case refused(retryAfterMilliseconds: Int64)
    }

    package let limit: Int
    package let periodMilliseconds: Int64

    /// The last admitted moments, a ring once it is full: the oldest stands at `oldest`.
    private var moments: [Int64] = []
    private var oldest = 0

    package init(limit: Int, periodMilliseconds: Int64) {
        precondition(limit > 0 && periodMilliseconds > 0)
        self.limit = limit
        self.periodMilliseconds = periodMilliseconds
    }

    /// What an application may ask for by the export's document.
    package static var applicationExports: SlidingWindow {
        SlidingWindow(limit: 1_500, periodMilliseconds: 60_000)
    }

    /// Asks for one. `nowMilliseconds` is of a clock that never steps back.
    package mutating func admit(atMilliseconds nowMilliseconds: Int64) -> Admission {
        guard moments.count == limit else {
            moments.append(nowMilliseconds)
            return .admitted
        }
        // Counting backwards from now: only the limit-th last one can be in the way.
        let free = moments[oldest] + periodMilliseconds
        guard nowMilliseconds >= free else {
            return .refused(retryAfterMilliseconds: free - nowMilliseconds)
        }
        moments[oldest] = nowMilliseconds
        oldest = (oldest + 1) % limit
        return .admitted
    }

    /// How long to wait until `count` at once would be admitted; nil when they would be now.
    /// - Parameter count: at most `limit`.
    package func wait(for count: Int, atMilliseconds nowMilliseconds: Int64) -> Int64? {
        precondition(count <= limit)
        let surplus = moments.count + count - limit
        guard surplus > 0 else { return nil }
        // So many of the oldest must be out of the window.
        let free = moments[(oldest + surplus - 1) % moments.count] + periodMilliseconds
        return nowMilliseconds < free ? free - nowMilliseconds : nil
    }

    /// The same with another limit; the latest of what was admitted still counts.
    package func limited(to limit: Int) -> SlidingWindow {
        var window = SlidingWindow(limit: limit, periodMilliseconds: periodMilliseconds)
        let inOrder = moments[oldest...] + moments[..<oldest]
        window.moments = Array(inOrder.suffix(limit))
        return window
    }
}
