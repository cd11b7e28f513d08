/// When a held call expires.
struct CallDeadline: Comparable {
    /// In monotonic nanoseconds.
    var nanoseconds: UInt64
    var connection: UInt64
    var streamID: UInt32

    static func < (a: CallDeadline, b: CallDeadline) -> Bool { a.nanoseconds < b.nanoseconds }
    static func == (a: CallDeadline, b: CallDeadline) -> Bool { a.nanoseconds == b.nanoseconds }
}
