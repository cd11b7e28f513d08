/// Where the log ends.
struct LogHead: Equatable, Sendable {
    /// 0 before the first event.
    var position: Int64 = 0
    /// Of the event there; the first event follows 32 zeros.
    var chainHash = [UInt8](repeating: 0, count: 32)
}
