import DirectoryDomain
import GRDB
import GRDBSQLite
import Glibc

// The one file of this target that calls SQLite itself. GRDB opens, migrates and closes every
// connection; a statement of its own costs about three look-ups, though, so what runs for every
// call is stepped here. Nothing unsafe leaves this file: a pointer is used only inside the call
// that got it, and whatever is handed out is a copy.

/// A connection of GRDB's, to be used by one thread at a time and, while a transaction is open,
/// through its `PreparedStatement`s alone.
@safe final class RawConnection {
    /// Opened with SQLITE_OPEN_NOMUTEX, as GRDB does: that only one thread comes is what this
    /// type's owners promise, and what GRDB's own queue would see to otherwise.
    let database: DatabaseQueue
    fileprivate let handle: OpaquePointer
    /// Pages in the write-ahead log after the last commit; needs `takeOverWriting()`.
    private(set) var logPages = 0

    init(_ database: DatabaseQueue) throws(StoreFailure) {
        guard let handle = unsafe database.inDatabase({ unsafe $0.sqliteConnection }) else {
            throw .unavailable
        }
        self.database = database
        unsafe self.handle = handle
    }

    /// Such as `3.40.1`.
    static var libraryVersion: String { unsafe String(cString: sqlite3_libversion()) }

    /// No pause of SQLite's is longer than this from now on.
    ///
    /// What it can't lock (a broken disk, not another's lock) it tries again a hundred times, with
    /// pauses that grow until ten seconds are over, and that is for how long a worker, or the
    /// writer, would answer nobody. Like this it is a fifth of a second. A busy timeout, whose
    /// pauses are counted and not measured, is over sooner too; see `StoreFile.busyMilliseconds`.
    static let shortenPauses: Void = {
        guard let files = unsafe sqlite3_vfs_find(nil) else { return }
        unsafe files.pointee.xSleep = { _, microseconds in
            usleep(UInt32(clamping: min(microseconds, 2_000)))
            return microseconds
        }
    }()

    /// False outside of a transaction, and also after SQLite has rolled one back by itself.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    var lastInsertedID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Rows touched by the last statement.
    var changedRows: Int { Int(unsafe sqlite3_changes(handle)) }

    /// SQLite's extended result code of the last call that failed.
    var lastErrorCode: Int32 { unsafe sqlite3_extended_errcode(handle) }

    /// Whether the last call failed for a lock that could not be had, however often it was tried.
    var isLockedOut: Bool {
        let code = lastErrorCode & 0xFF
        return code == SQLITE_PROTOCOL || code == SQLITE_BUSY
    }

    /// What the connection's statements have done so far: how often they ran, and in how many steps
    /// of SQLite's virtual machine. For proofs that two questions cost the same.
    var work: (runs: Int, steps: Int) {
        var work = (runs: 0, steps: 0)
        var statement = unsafe sqlite3_next_stmt(handle, nil)
        while let present = unsafe statement {
            work.runs += Int(unsafe sqlite3_stmt_status(present, SQLITE_STMTSTATUS_RUN, 0))
            work.steps += Int(unsafe sqlite3_stmt_status(present, SQLITE_STMTSTATUS_VM_STEP, 0))
            unsafe statement = sqlite3_next_stmt(handle, present)
        }
        return work
    }

    /// From here on transactions are this type's owner's, and GRDB, which expects to begin and
    /// commit them itself, hears of none. Counts the log's pages in the place of SQLite's automatic
    /// checkpoint, which is a hook of the same kind.
    func takeOverWriting() {
        unsafe sqlite3_commit_hook(handle, nil, nil)
        unsafe sqlite3_rollback_hook(handle, nil, nil)
        unsafe sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                guard let context = unsafe context else { return SQLITE_OK }
                let connection = unsafe Unmanaged<RawConnection>.fromOpaque(context)
                unsafe connection.takeUnretainedValue().logPages = Int(pages)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// From here on a checkpoint leaves nothing in the unused part of a page; see `BtreePage`.
    ///
    /// Puts another xWrite in front of the file's own. That touches only what a checkpoint writes:
    /// the log has files and, over each page, checksums of its own.
    func scrubPages() throws(StoreFailure) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = unsafe sqlite3_file_control(
            handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file = unsafe file, let own = unsafe file.pointee.pMethods
        else { throw .unavailable }
        // Freed as the last thing that is done with the file: until then SQLite uses it.
        let table = UnsafeMutablePointer<ScrubbingMethods>.allocate(capacity: 1)
        unsafe table.initialize(to: ScrubbingMethods(front: own.pointee, own: own))
        // A newer SQLite may have methods behind those that are copied here.
        unsafe table.pointee.front.iVersion = min(own.pointee.iVersion, 3)
        unsafe table.pointee.front.xWrite = { file, bytes, count, offset in
            unsafe ScrubbingMethods.write(file, bytes, count, offset)
        }
        unsafe table.pointee.front.xClose = { file in unsafe ScrubbingMethods.close(file) }
        unsafe file.pointee.pMethods = UnsafeRawPointer(table).assumingMemoryBound(
            to: sqlite3_io_methods.self)
    }

    enum Checkpoint: Sendable {
        /// Copies what no reader is in the way of; waits for nobody.
        case passive
        /// Copies everything and empties the file; waits a moment for readers.
        case truncate
    }

    /// False when a reader was in the way of copying all of it.
    func checkpoint(_ kind: Checkpoint, waitMilliseconds: Int32 = 20) throws(StoreFailure) -> Bool {
        let mode = kind == .passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE
        var pages: Int32 = 0
        var copied: Int32 = 0
        unsafe sqlite3_busy_timeout(handle, waitMilliseconds)
        let code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, mode, &pages, &copied)
        unsafe sqlite3_busy_timeout(handle, StoreFile.busyMilliseconds)
        if pages >= 0 { logPages = Int(pages) }
        switch code & 0xFF {
        case SQLITE_OK: return pages == copied
        case SQLITE_BUSY, SQLITE_LOCKED: return false
        default: throw Self.failure(of: code)
        }
    }

    fileprivate static func failure(of code: Int32) -> StoreFailure {
        switch code & 0xFF {
        case SQLITE_FULL: .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        default: .unavailable
        }
    }
}

/// The methods of the file that checkpoints write to, with those it came with behind them.
@safe private struct ScrubbingMethods {
    /// First, so that a pointer to this is a pointer to a table of methods.
    var front: sqlite3_io_methods
    let own: UnsafePointer<sqlite3_io_methods>

    static func write(
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ bytes: UnsafeRawPointer?, _ count: Int32,
        _ offset: sqlite3_int64
    ) -> Int32 {
        guard let methods = unsafe file?.pointee.pMethods else { return SQLITE_IOERR }
        let table = unsafe UnsafeRawPointer(methods)
            .assumingMemoryBound(to: ScrubbingMethods.self)
        guard let write = unsafe table.pointee.own.pointee.xWrite else { return SQLITE_IOERR }
        let page = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
        let span = unsafe page.assumingMemoryBound(to: UInt8.self).span
        guard count == StoreFile.pageBytes,
            let gap = BtreePage.gap(in: span, isFirst: offset == 0)
        else { return unsafe write(file, bytes, count, offset) }
        // What is given is SQLite's: a copy is changed.
        return unsafe withUnsafeTemporaryAllocation(byteCount: page.count, alignment: 8) { copy in
            unsafe copy.copyMemory(from: page)
            for index in gap { unsafe copy[index] = 0 }
            return unsafe write(file, copy.baseAddress, count, offset)
        }
    }

    static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
        guard let methods = unsafe file?.pointee.pMethods else { return SQLITE_OK }
        let table = unsafe UnsafeMutableRawPointer(mutating: methods)
            .assumingMemoryBound(to: ScrubbingMethods.self)
        let code = unsafe table.pointee.own.pointee.xClose?(file) ?? SQLITE_OK
        unsafe table.deinitialize(count: 1)
        unsafe table.deallocate()
        return code
    }
}

/// A copy of a store's file, page by page (sqlite.org/c3ref/backup_finish.html).
///
/// Nothing is locked and no snapshot held between steps: what the source's own connection writes
/// meanwhile SQLite writes into the copy as well. A change by any other connection, and a rollback
/// of pages that were changed, makes it begin again.
@safe final class PageCopy {
    private let source: RawConnection
    private let target: RawConnection
    /// nil once it has ended.
    private var handle: OpaquePointer?

    /// Both are used by this thread alone; the target, an empty file, for nothing else.
    init(of source: RawConnection, into target: RawConnection) throws(StoreFailure) {
        let handle = unsafe sqlite3_backup_init(target.handle, "main", source.handle, "main")
        guard let handle = unsafe handle else {
            throw RawConnection.failure(of: target.lastErrorCode)
        }
        self.source = source
        self.target = target
        unsafe self.handle = handle
    }

    deinit { end() }

    /// Lets go of both connections: before, neither may be closed.
    func end() {
        unsafe sqlite3_backup_finish(handle)
        unsafe handle = nil
    }

    /// Known after the first step; the file may grow.
    private(set) var pageCount = 0
    private(set) var copiedPages = 0

    /// False once all is copied and committed. After a failure there is no going on. Not to be
    /// called while the source has a transaction open.
    func step(pages: Int) throws(StoreFailure) -> Bool {
        precondition(unsafe handle != nil, "a copy that has ended is stepped")
        let code = unsafe sqlite3_backup_step(handle, Int32(clamping: pages))
        pageCount = Int(unsafe sqlite3_backup_pagecount(handle))
        copiedPages = pageCount - Int(unsafe sqlite3_backup_remaining(handle))
        switch code {
        case SQLITE_OK: return true
        case SQLITE_DONE: return false
        default: throw RawConnection.failure(of: code)
        }
    }
}

/// A statement, compiled once. Values are bound from 1, columns read from 0, as SQLite counts.
///
/// Bind every parameter, `step()` until it gives false, then `reset()`: an unfinished statement
/// would keep its transaction open.
@safe final class PreparedStatement {
    private let connection: RawConnection
    private let handle: OpaquePointer
    /// Where bound text and bytes lie until `reset()`, so that a look-up allocates nothing.
    private let scratch: UnsafeMutableRawBufferPointer
    private var scratchUsed = 0

    private static let scratchBytes = 1_024
    /// SQLITE_TRANSIENT, a macro with a cast that Swift does not import: SQLite copies the value.
    private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ sql: String, on connection: RawConnection) throws(StoreFailure) {
        var handle: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            throw RawConnection.failure(of: code)
        }
        self.connection = connection
        unsafe self.handle = handle
        unsafe scratch = .allocate(byteCount: Self.scratchBytes, alignment: 1)
    }

    deinit {
        unsafe sqlite3_finalize(handle)
        unsafe scratch.deallocate()
    }

    func bind(_ value: Int64, at index: Int32) {
        unsafe sqlite3_bind_int64(handle, index, value)
    }

    /// NULL for nil.
    func bind(_ value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    func bindNull(at index: Int32) { unsafe sqlite3_bind_null(handle, index) }

    func bind(_ text: String, at index: Int32) {
        var text = text
        text.withUTF8 { unsafe bind(text: UnsafeRawBufferPointer($0), at: index) }
    }

    /// Text.
    func bind(utf8 text: Span<UInt8>, at index: Int32) {
        unsafe text.bytes.withUnsafeBytes { unsafe bind(text: $0, at: index) }
    }

    private func bind(text: UnsafeRawBufferPointer, at index: Int32) {
        let (start, destructor) = unsafe place(text)
        unsafe sqlite3_bind_text(
            handle, index, start.assumingMemoryBound(to: CChar.self), Int32(text.count),
            destructor)
    }

    /// NULL for nil.
    func bind(_ text: String?, at index: Int32) {
        if let text { bind(text, at: index) } else { bindNull(at: index) }
    }

    func bind(_ bytes: [UInt8], at index: Int32) {
        unsafe bytes.withUnsafeBytes { bytes in
            let (start, destructor) = unsafe place(bytes)
            unsafe sqlite3_bind_blob(handle, index, start, Int32(bytes.count), destructor)
        }
    }

    /// Where SQLite may read the value until `reset()`: in the scratch while there is room (SQLite
    /// then copies nothing), else where it is, to be copied at once.
    private func place(
        _ value: UnsafeRawBufferPointer
    ) -> (UnsafeRawPointer, sqlite3_destructor_type?) {
        let end = scratchUsed + value.count
        // Never nil: for an empty value a null pointer would bind NULL.
        let free = unsafe scratch.baseAddress.unsafelyUnwrapped + scratchUsed
        guard end <= Self.scratchBytes, let start = value.baseAddress else {
            return unsafe (value.baseAddress ?? UnsafeRawPointer(free), Self.copied)
        }
        unsafe free.copyMemory(from: start, byteCount: value.count)
        scratchUsed = end
        return (UnsafeRawPointer(free), nil)
    }

    /// True when there is a row.
    @inline(__always)
    func step() throws(StoreFailure) -> Bool {
        let code = unsafe sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw RawConnection.failure(of: code)
    }

    func reset() {
        unsafe sqlite3_reset(handle)
        scratchUsed = 0
    }

    /// Steps a statement that gives no rows, and resets it.
    func run() throws(StoreFailure) {
        defer { reset() }
        _ = try step()
    }

    enum Insertion: Sendable {
        case done
        /// A unique index has the value already; the statement changed nothing.
        case taken
    }

    /// As `run()`, for a statement whose claim may be refused.
    func insert() throws(StoreFailure) -> Insertion {
        defer { reset() }
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_DONE: return .done
        case _ where code & 0xFF == SQLITE_CONSTRAINT: return .taken
        default: throw RawConnection.failure(of: code)
        }
    }

    func int64(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// Empty for NULL.
    func text(_ column: Int32) -> String {
        // As a blob: sqlite3_column_text would make sure of a zero at the end, maybe by copying.
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    /// Empty for NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
