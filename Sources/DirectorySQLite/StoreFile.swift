import DirectoryDomain
import Foundation
import GRDB

/// Where the store lies, and how its file is opened: every setting of SQLite's in one place.
struct StoreFile: Sendable {
    /// The folder of all that the daemon keeps.
    let folder: String

    static let fileName = "directory.sqlite"

    /// Of the file in it.
    private let name: String

    private let pageCacheBytes: Int

    init(folder: String, pageCacheBytes: Int = StoreFile.pageCacheBytes) {
        self.folder = folder
        self.pageCacheBytes = pageCacheBytes
        name = Self.fileName
    }

    /// A file that is a store's under any name.
    init(path: String) {
        let at = path.lastIndex(of: "/")
        folder = at.map { String(path[..<$0]) } ?? "."
        name = at.map { String(path[path.index(after: $0)...]) } ?? path
        pageCacheBytes = Self.pageCacheBytes
    }

    /// How long a connection waits for a lock. Nobody holds one for long: this is for surprises
    /// such as an operator's `sqlite3` on the live file. By SQLite's count, which takes a pause of
    /// 2 ms for one of 100: half a second by the clock (see `RawConnection.shortenPauses`).
    static let busyMilliseconds: Int32 = 20_000

    static let pageBytes = 4_096
    /// An upper limit, filled only as pages are read. A reader needs the inner pages of the keys'
    /// tables (about 10 MiB for ten million users); look-ups by phone of a million users touch
    /// 190 MiB, and each page that is not here is a system call. A new commit throws a reader's
    /// cache away.
    static let pageCacheBytes = 256 << 20
    /// Written at once, by the writer, when the copy ends.
    private static let copyCacheKibibytes = 4_096

    var path: String { folder + "/" + name }

    /// About what a copy of it takes.
    var bytes: Int64 { StoreFiles.bytes(of: path) + StoreFiles.bytes(of: path + "-wal") }

    /// Of a backup that is to take this file's place.
    var incomingPath: String { path + ".restoring" }

    /// Makes what is missing: the folder for its owner alone (0700), the file likewise (0600);
    /// SQLite gives its other files the rights of this one.
    func create() throws(StoreOpeningError) {
        let files = FileManager.default
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .folder(reason: "it can't be made")
        }
        guard !files.fileExists(atPath: path) else { return }
        if files.fileExists(atPath: incomingPath) {
            throw .folder(reason: "a restore was cut off in it; do it again")
        }
        let isMade = files.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade else { throw .folder(reason: "no file can be made in it") }
    }

    /// The one connection that writes and checkpoints: before 3.51.3 SQLite may damage a
    /// write-ahead log that two connections checkpoint at once.
    func openWriter() throws(StoreOpeningError) -> DatabaseQueue {
        try open(label: "writer", readonly: false) { db in
            // The page size counts only for a new file, and only before the log is turned on.
            try db.execute(
                sql: """
                    PRAGMA page_size = \(Self.pageBytes);
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON;
                    PRAGMA wal_autocheckpoint = 0;
                    PRAGMA cache_size = -\(pageCacheBytes >> 10);
                    """)
        }
    }

    /// A connection that only reads. Closing it copies nothing out of the log, for its file is
    /// opened for reading only, and while the writer's is open it is never the last one.
    func openReader(label: String) throws(StoreOpeningError) -> DatabaseQueue {
        try open(label: label, readonly: true) { db in
            try db.execute(sql: "PRAGMA cache_size = -\(pageCacheBytes >> 10)")
        }
    }

    /// The connection that a copy is written through, an empty file's. No journal and no syncs:
    /// what is cut off is removed, and what is finished is synced by hand.
    func openCopy() throws(StoreOpeningError) -> DatabaseQueue {
        try open(label: "backup", readonly: false) { db in
            try db.execute(
                sql: """
                    PRAGMA page_size = \(Self.pageBytes);
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA cache_size = -\(Self.copyCacheKibibytes);
                    """)
        }
    }

    /// Makes a copy one file: its header says, as the source's, that there is a log beside it.
    func leaveLog() throws(StoreOpeningError) {
        let database = try open(label: "backup", readonly: false) { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try? database.close()
    }

    private func open(
        label: String, readonly: Bool, prepare: @escaping @Sendable (Database) throws -> Void
    ) throws(StoreOpeningError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = label
        configuration.readonly = readonly
        configuration.busyMode = .timeout(Double(Self.busyMilliseconds) / 1_000)
        configuration.prepareDatabase { db in
            // No mapped memory: a page that can't be read is then an error and not a signal.
            // Sorting and savepoints never spill anything personal into a temporary file.
            try db.execute(
                sql: """
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA trusted_schema = OFF;
                    """)
            try prepare(db)
        }
        RawConnection.shortenPauses
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreOpeningError(error)
        }
    }
}
