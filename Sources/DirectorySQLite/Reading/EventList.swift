/// One user's events as a list from the last to the first in which each also names one further
/// back, so that any version is reached in logarithmic time (E. Myers, An applicative random-access
/// stack, 1983).
enum EventList {
    /// The version that an event jumps to; 0 for none. A version is a sum of numbers 2^k − 1, the
    /// largest first; what it jumps over is the last of them.
    static func target(ofVersion version: Int64) -> Int64 {
        var rest = version
        var last: Int64 = 0
        while rest > 0 {
            let bits = Int64.bitWidth - (rest + 1).leadingZeroBitCount - 1
            last = (1 << Int64(bits)) - 1
            rest -= last
        }
        return version - last
    }

    /// Where the next event finds the list.
    struct Tail: Equatable, Sendable {
        /// Of the last event; 0 when there is none.
        var position: Int64 = 0
        /// Of the event that the last one jumps to; 0 for none.
        var jump: Int64 = 0

        /// The jump of the event with this version, which comes next: either the last event, or
        /// where the last one's target jumps to. `jumpAt` reads an event's jump.
        func jump<E: Error>(
            ofVersion version: Int64, jumpAt: (Int64) throws(E) -> Int64
        ) throws(E) -> Int64 {
            if EventList.target(ofVersion: version) == version - 1 { return position }
            return jump == 0 ? 0 : try jumpAt(jump)
        }
    }
}
