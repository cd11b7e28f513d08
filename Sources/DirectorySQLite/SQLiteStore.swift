import DirectoryDomain
import Foundation
import GRDB
import Synchronization

/// The engine that keeps the directory in one file: wires the parts together.
///
/// Two of them on one folder are kept out by the daemon's lock file, not here.
package final class SQLiteStore: DirectoryStore {
    let file: StoreFile
    let sealing: any EventSealing
    let backups = BackupGate()
    private let commits = CommitSequence()
    private let unsettled = UnsettledIndex()
    let queue = WriterQueue()
    let gauge = StoreGauge()
    private let writer: WriterThread

    /// Opens the store in a folder, makes it if there is none, brings its schema to the newest, and
    /// recovers what a crash has left.
    /// - Parameters:
    ///   - dataDirectory: made with the rights 0700 if it is not there.
    ///   - clock: the time of day, which may step back.
    ///   - monotonic: nanoseconds of the clock that deadlines are measured by.
    ///   - hotRecords: what its readers' owners keep, to be dropped when it changes.
    ///   - onFatal: called once, on the writer's thread, when a commit has failed and nothing will
    ///     be written any more; with SQLite's result code. The program is to end.
    ///   - pageCacheBytes: for pages of the file, of each connection, at the most.
    ///   - ballastBytes: kept back for a full disk, at the most; see `DiskSpace`.
    package init(
        dataDirectory: String, clock: @escaping @Sendable () -> Timestamp,
        monotonic: @escaping @Sendable () -> UInt64, sealer: any EventSealing,
        ballastBytes: Int64 = 0, pageCacheBytes: Int = SQLiteStore.pageCacheBytes,
        hotRecords: (any HotRecords)? = nil,
        onFatal: @escaping @Sendable (Int32) -> Void
    ) throws(StoreOpeningError) {
        file = StoreFile(folder: dataDirectory, pageCacheBytes: pageCacheBytes)
        sealing = sealer
        try file.create()
        let ballast = Ballast(folder: dataDirectory, bytes: ballastBytes)
        let database = try Self.openWriter(of: file, ballast)
        writer = WriterThread(database: database)
        let (queue, commits, unsettled, gauge) = (queue, commits, unsettled, gauge)
        try writer.start { database throws(StoreFailure) in
            try Writer(
                database: database, sealing: sealer, queue: queue, commits: commits,
                unsettled: unsettled, hotRecords: hotRecords, gauge: gauge,
                space: DiskSpace(ballast), clock: clock, monotonic: monotonic, onFatal: onFatal)
        }
    }

    package func makeReader() throws(StoreFailure) -> any DirectoryReader {
        try SQLiteReader(
            database: openReader(label: "reader"), commits: commits, unsettled: unsettled,
            sealing: sealing)
    }

    package func submit<C: Command>(
        _ command: C, from origin: CommandOrigin,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void
    ) {
        queue.add(QueuedCommand(command, from: origin, completion: completion))
    }

    package func observeCommits(_ body: @escaping @Sendable () -> Void) { commits.observe(body) }

    package func verify() throws(StoreFailure) -> StoreVerification {
        let connection = try RawConnection(openReader(label: "verify"))
        defer { gauge.set(verification: nil) }
        return try StoreVerifier(on: connection, sealing: sealing) { [gauge] progress in
            gauge.set(verification: progress)
        }.verify()
    }

    package var engineName: String { "SQLite " + RawConnection.libraryVersion }

    /// Commits that changed something, since the store was opened.
    package var commitCount: UInt64 { commits.current }

    package var condition: StoreCondition {
        var condition = gauge.condition
        condition.writer?.queuedCommands = queue.count
        return condition
    }

    /// For pages of the file, of each connection, at the most, when nothing else is said.
    package static let pageCacheBytes = StoreFile.pageCacheBytes

    /// What a daemon keeps back for a full disk.
    package static let ballastBytes = Ballast.bytes

    /// Finishes what is queued, empties the log, closes the file. Readers are to be let go before;
    /// one that is left reads on, but keeps the log from being emptied. A backup is cut off, and
    /// leaves nothing behind.
    package func close() {
        backups.close()
        queue.close(.closing)
        writer.join()
        backups.wait()
    }

    /// On a full disk SQLite may want for the little space that opening takes: then the ballast is
    /// let go of.
    private static func openWriter(
        of file: StoreFile, _ ballast: Ballast
    ) throws(StoreOpeningError) -> DatabaseQueue {
        func open() throws(StoreOpeningError) -> DatabaseQueue {
            let database = try file.openWriter()
            try StoreSchema.prepare(database)
            return database
        }
        do {
            return try open()
        } catch {
            guard case .engine = error, ballast.release() else { throw error }
            return try open()
        }
    }

    private func openReader(label: String) throws(StoreFailure) -> DatabaseQueue {
        do {
            return try file.openReader(label: label)
        } catch {
            switch error {
            case .foreignFile, .newerSchema: throw .corrupt
            case .folder, .engine: throw .unavailable
            }
        }
    }
}
