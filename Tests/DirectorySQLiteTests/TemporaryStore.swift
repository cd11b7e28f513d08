import DirectoryDomain
import DirectorySQLite
import EventCoding
import Foundation
import GRDB
import Synchronization
import TestSupport

/// A folder for one test, gone when the test is.
final class TemporaryStore: Sendable {
    let folder: String
    let clock = ManualClock()
    /// SQLite's code, once the store has said that it can't go on.
    let fatal = Mutex<Int32?>(nil)

    init() {
        folder = NSTemporaryDirectory() + "/rollcall-" + UUID().uuidString + "/data"
    }

    deinit {
        let parent = (folder as NSString).deletingLastPathComponent
        try? FileManager.default.removeItem(atPath: parent)
    }

    var path: String { folder + "/directory.sqlite" }

    /// Under this test's clock.
    func open() throws -> SQLiteStore {
        try Self.open(folder, clock: clock) { [self] code in fatal.withLock { $0 = code } }
    }

    /// A store with the words of the shared suite around it.
    static func harness(_ store: SQLiteStore) throws -> StoreHarness {
        try StoreHarness { _ in store }
    }

    static func open(
        _ folder: String, clock: ManualClock,
        onFatal: @escaping @Sendable (Int32) -> Void = { _ in }
    ) throws -> SQLiteStore {
        try SQLiteStore(
            dataDirectory: folder, clock: { clock.now },
            monotonic: { clock.monotonicNanoseconds }, sealer: EventCodec(), onFatal: onFatal)
    }

    /// Changes the file behind the store's back.
    func tamper(_ sql: String, _ arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: sql, arguments: arguments)
        }
        try database.close()
    }

    /// Copies what a crash would leave: the file and the log, not the shared index over it.
    func copyAsAfterCrash(to other: TemporaryStore) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: other.folder, withIntermediateDirectories: true)
        for name in ["directory.sqlite", "directory.sqlite-wal"] {
            try files.copyItem(atPath: folder + "/" + name, toPath: other.folder + "/" + name)
        }
    }

    /// Every byte that lies in the folder, file by file.
    func files() throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder).map { name in
            let contents = try Foundation.Data(
                contentsOf: URL(fileURLWithPath: folder + "/" + name))
            return (name, [UInt8](contents))
        }
    }
}
