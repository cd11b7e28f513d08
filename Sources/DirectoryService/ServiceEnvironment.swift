import DirectoryCache
import DirectoryDomain

/// What the handlers work with; made once, where the daemon is wired.
package struct ServiceEnvironment: Sendable {
    package struct Activity: Sendable {
        package var connections: Int
        package var callsInFlight: Int
        /// Open, of the calls in flight.
        package var streams = 0
        /// Since the start: whose deadline had passed before they were answered.
        package var expiredCalls: Int64 = 0
        /// Since the start: more than there may be at once.
        package var overloadedCalls: Int64 = 0

        package init(connections: Int, callsInFlight: Int) {
            self.connections = connections
            self.callsInFlight = callsInFlight
        }
    }

    package var directory: UserDirectory
    /// nil for an engine that makes none.
    package var backups: (any StoreBackups)?
    /// The store's own, which it drops from; nil = none are kept.
    package var hotRecords: HotRecordTable?
    package var roles: Roles
    package var applicationLimits = ApplicationLimits()
    package var lookUpMeters = LookUpMeters()
    package var keyChanges = KeyChanges()
    package var tallies = CallTallies()
    package var notices = CallNotices.none
    /// The daemon's own version.
    package var version: String
    package var clock: @Sendable () -> Timestamp
    /// Nanoseconds of a clock that never steps; deadlines are in it.
    package var monotonic: @Sendable () -> UInt64
    /// When the daemon began, by `monotonic`.
    package var startedAt: UInt64
    /// What the socket is doing.
    package var activity: @Sendable () -> Activity
    /// Runs what is slow by nature off the workers.
    package var aside: @Sendable (@escaping @Sendable () -> Void) -> Void

    package init(
        store: any DirectoryStore, hotRecords: HotRecordTable? = nil, roles: Roles, version: String,
        clock: @escaping @Sendable () -> Timestamp, monotonic: @escaping @Sendable () -> UInt64,
        activity: @escaping @Sendable () -> Activity,
        aside: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        directory = UserDirectory(store: store)
        self.hotRecords = hotRecords
        self.roles = roles
        self.version = version
        self.clock = clock
        self.monotonic = monotonic
        self.activity = activity
        self.aside = aside
        startedAt = monotonic()
    }
}
