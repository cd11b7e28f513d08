import CLinux

/// One epoll, and the connections it says something about.
struct Poller: ~Copyable {
    private let epoll: Int32
    private var events = [clinux_event](repeating: clinux_event(), count: 256)
    private var count = 0

    init() throws(LoadFailure) {
        epoll = try SystemCall.check("epoll_create", clinux_epoll_create())
    }

    deinit { clinux_close(epoll) }

    func add(_ fd: Int32, token: Int) throws(LoadFailure) {
        _ = try SystemCall.check(
            "epoll_ctl", clinux_epoll_add(epoll, fd, Poller.readable, UInt64(token)))
    }

    /// Whether to hear too when there is room to write.
    func change(_ fd: Int32, token: Int, writing: Bool) throws(LoadFailure) {
        let events = Poller.readable | (writing ? Poller.writable : 0)
        _ = try SystemCall.check(
            "epoll_ctl", clinux_epoll_change(epoll, fd, events, UInt64(token)))
    }

    /// Waits for at most `timeout` nanoseconds, without end when it is nil; answers how many
    /// connections have something to say.
    mutating func wait(timeout: UInt64?) throws(LoadFailure) -> Int {
        let nanoseconds = timeout.map { Int64(min($0, 1 << 62)) } ?? -1
        let found = unsafe events.withUnsafeMutableBufferPointer { buffer in
            unsafe clinux_epoll_wait(
                epoll, buffer.baseAddress!, Int32(buffer.count), nanoseconds)
        }
        count = Int(try SystemCall.check("epoll_wait", found))
        return count
    }

    /// What the last wait found.
    subscript(index: Int) -> (token: Int, canRead: Bool, canWrite: Bool) {
        precondition(index < count)
        let event = events[index]
        let writes = event.events & Poller.writable != 0
        // An error or a hang-up is read like data: the read says which it is.
        return (Int(event.token), event.events & ~Poller.writable != 0, writes)
    }

    private static let readable = UInt32(CLINUX_READABLE)
    private static let writable = UInt32(CLINUX_WRITABLE)
}
