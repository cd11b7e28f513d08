import CLinux

/// One epoll instance, level-triggered, for one thread.
final class Poller {
    struct Readiness {
        var token: UInt64
        private let events: UInt32

        init(_ event: clinux_event) {
            token = event.token
            events = event.events
        }

        /// There is something to read, be it the end or an error.
        var canRead: Bool { has(CLINUX_READABLE, CLINUX_PEER_CLOSED, CLINUX_ERROR, CLINUX_HANGUP) }
        var canWrite: Bool { has(CLINUX_WRITABLE) }
        /// Both directions are gone.
        var isGone: Bool { has(CLINUX_ERROR, CLINUX_HANGUP) }

        private func has(_ wanted: Int...) -> Bool {
            wanted.contains { events & UInt32($0) != 0 }
        }
    }

    private let descriptor: Int32
    private var events = [clinux_event](repeating: clinux_event(), count: 256)

    init() throws(SocketError) {
        descriptor = clinux_epoll_create()
        if descriptor < 0 {
            throw .system(call: "make", path: "an epoll instance", errno: -descriptor)
        }
    }

    deinit { clinux_close(descriptor) }

    @discardableResult
    func add(_ file: Int32, reading: Bool = true, token: UInt64) -> Bool {
        clinux_epoll_add(descriptor, file, interest(reading: reading, writing: false), token) == 0
    }

    func change(_ file: Int32, reading: Bool, writing: Bool, token: UInt64) {
        let wanted = interest(reading: reading, writing: writing)
        clinux_epoll_change(descriptor, file, wanted, token)
    }

    func remove(_ file: Int32) { clinux_epoll_remove(descriptor, file) }

    /// Waits until something is ready, and gives how many are. A negative time waits for ever.
    @discardableResult
    func wait(nanoseconds: Int64) -> Int {
        let count = unsafe events.withUnsafeMutableBufferPointer { buffer in
            unsafe clinux_epoll_wait(
                descriptor, buffer.baseAddress, Int32(buffer.count), nanoseconds)
        }
        precondition(count >= 0, "epoll_wait fails only for a descriptor that is not ours")
        return Int(count)
    }

    /// One of those that the last `wait` has found ready.
    func ready(_ index: Int) -> Readiness { Readiness(events[index]) }

    private func interest(reading: Bool, writing: Bool) -> UInt32 {
        var events = 0
        if reading { events |= CLINUX_READABLE }
        if writing { events |= CLINUX_WRITABLE }
        return UInt32(events)
    }
}
