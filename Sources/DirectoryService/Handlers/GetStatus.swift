import DirectoryAPI
import DirectoryCache
import DirectoryDomain

extension Handler {
    static let getStatus = Handler(GetStatus.self, .admin) { dispatcher, _, _, _ in
        let environment = dispatcher.environment
        let totals = try dispatcher.reader.totals()
        let activity = environment.activity()
        let uptime = (environment.monotonic() - environment.startedAt) / 1_000_000_000
        let condition = environment.directory.store.condition
        var response = GetStatusResponse(
            version: environment.version, users: totals.users,
            lastPosition: totals.lastPosition, connections: Int64(activity.connections),
            callsInFlight: Int64(activity.callsInFlight), uptimeSeconds: Int64(uptime),
            engine: environment.directory.store.engineName, walBytes: condition.logBytes,
            diskFull: condition.isDiskFull, verifyDone: condition.verification?.done ?? 0,
            verifyTotal: condition.verification?.total ?? 0,
            hotRecords: environment.hotRecords.map { HotRecordsStatus($0.figures) })
        response.backupDone = condition.backup?.done ?? 0
        response.backupTotal = condition.backup?.total ?? 0
        response.streams = Int64(activity.streams)
        response.expiredCalls = activity.expiredCalls
        response.overloadedCalls = activity.overloadedCalls
        response.calls = environment.tallies.counts
        response.writer = condition.writer.map { WriterStatus($0) }
        return .now(response)
    }
}

extension HotRecordsStatus {
    fileprivate init(_ figures: HotRecordTable.Figures) {
        self.init(
            entries: Int64(figures.entries), bytes: Int64(figures.bytes),
            capacityBytes: Int64(figures.capacityBytes), hits: Int64(clamping: figures.hits),
            misses: Int64(clamping: figures.misses))
    }
}

extension WriterStatus {
    fileprivate init(_ figures: WriterFigures) {
        self.init(
            queuedCommands: Int64(figures.queuedCommands),
            batchCommands: Histogram(figures.batchCommands),
            commitMicroseconds: Histogram(figures.commitMicroseconds),
            failedCommits: figures.failedCommits)
    }
}

extension Histogram {
    fileprivate init(_ spread: WriterFigures.Spread) {
        self.init(
            buckets: zip(spread.bounds + [0], spread.counts).map { bound, count in
                HistogramBucket(bound: bound, count: count)
            },
            sum: spread.sum)
    }
}
