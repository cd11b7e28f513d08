import ProtobufC

/// How the daemon is.
public struct GetStatusResponse: MessageCoding, Equatable, Sendable {
    public var version: String
    public var users: Int64
    public var lastPosition: Int64
    public var connections: Int64
    public var callsInFlight: Int64
    public var uptimeSeconds: Int64
    /// And its version.
    public var engine: String
    /// Of the write-ahead log, in use.
    public var walBytes: Int64
    /// Writes are refused until there is space again.
    public var diskFull: Bool
    /// How far the verification that runs is.
    public var verifyDone: Int64
    /// 0 when none runs.
    public var verifyTotal: Int64
    /// How far the backup that runs is.
    public var backupDone: Int64 = 0
    /// 0 when none runs.
    public var backupTotal: Int64 = 0
    /// Absent when none are kept.
    public var hotRecords: HotRecordsStatus?
    /// That are open, of the calls in flight.
    public var streams: Int64 = 0
    /// Since the start: whose deadline had passed before they were answered.
    public var expiredCalls: Int64 = 0
    /// Since the start: more than there may be at once.
    public var overloadedCalls: Int64 = 0
    /// Since the start; those that never occurred are absent.
    public var calls: [CallCount] = []
    /// Absent for an engine that does not tell.
    public var writer: WriterStatus?

    public init(
        version: String = "", users: Int64 = 0, lastPosition: Int64 = 0, connections: Int64 = 0,
        callsInFlight: Int64 = 0, uptimeSeconds: Int64 = 0, engine: String = "",
        walBytes: Int64 = 0, diskFull: Bool = false, verifyDone: Int64 = 0, verifyTotal: Int64 = 0,
        hotRecords: HotRecordsStatus? = nil
    ) {
        self.version = version
        self.users = users
        self.lastPosition = lastPosition
        self.connections = connections
        self.callsInFlight = callsInFlight
        self.uptimeSeconds = uptimeSeconds
        self.engine = engine
        self.walBytes = walBytes
        self.diskFull = diskFull
        self.verifyDone = verifyDone
        self.verifyTotal = verifyTotal
        self.hotRecords = hotRecords
    }

    public static var schema: Schema { .getStatusResponse }

    public init(reading reader: borrowing MessageReader) {
        version = reader.string(1)
        users = reader.int64(2)
        lastPosition = reader.int64(3)
        connections = reader.int64(4)
        callsInFlight = reader.int64(5)
        uptimeSeconds = reader.int64(6)
        engine = reader.string(7)
        walBytes = reader.int64(8)
        diskFull = reader.bool(9)
        verifyDone = reader.int64(10)
        verifyTotal = reader.int64(11)
        backupDone = reader.int64(12)
        backupTotal = reader.int64(13)
        hotRecords = reader.message(20) { HotRecordsStatus(reading: $0) }
        streams = reader.int64(30)
        expiredCalls = reader.int64(31)
        overloadedCalls = reader.int64(32)
        reader.messages(33) { calls.append(CallCount(reading: $0)) }
        writer = reader.message(34) { WriterStatus(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: version)
        writer.set(2, int64: users)
        writer.set(3, int64: lastPosition)
        writer.set(4, int64: connections)
        writer.set(5, int64: callsInFlight)
        writer.set(6, int64: uptimeSeconds)
        writer.set(7, string: engine)
        writer.set(8, int64: walBytes)
        writer.set(9, bool: diskFull)
        writer.set(10, int64: verifyDone)
        writer.set(11, int64: verifyTotal)
        writer.set(12, int64: backupDone)
        writer.set(13, int64: backupTotal)
        if let hotRecords { writer.set(20) { hotRecords.write(to: &$0) } }
        writer.set(30, int64: streams)
        writer.set(31, int64: expiredCalls)
        writer.set(32, int64: overloadedCalls)
        writer.set(33, repeated: calls) { $0.write(to: &$1) }
        if let status = self.writer { writer.set(34) { status.write(to: &$0) } }
    }
}
