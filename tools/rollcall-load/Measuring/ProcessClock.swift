import Glibc

/// The processor time that a process has used, user and system, all threads, those that ended too.
struct ProcessClock {
    private let clock: clockid_t

    /// The clock of this process.
    static let own = ProcessClock(clock: CLOCK_PROCESS_CPUTIME_ID)

    private init(clock: clockid_t) { self.clock = clock }

    /// nil when there is no such process.
    init?(process: Int32) {
        var clock = clockid_t()
        guard unsafe clock_getcpuclockid(process, &clock) == 0 else { return nil }
        self.clock = clock
    }

    /// In nanoseconds; nil once the process is gone.
    var nanoseconds: UInt64? {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return nil }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
