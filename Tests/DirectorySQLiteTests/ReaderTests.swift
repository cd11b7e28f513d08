import DirectoryDomain
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import DirectorySQLite

/// Versions that somebody was told of.
private final class Acknowledged: Sendable {
    private let versions: Mutex<[Int64]>

    init(versions: [Int64]) { self.versions = Mutex(versions) }

    func version(at index: Int) -> Int64 { versions.withLock { $0[index] } }

    func set(_ version: Int64, at index: Int) { versions.withLock { $0[index] = version } }
}

@Suite("Readers")
struct ReaderTests {
    private let place = TemporaryStore()

    @Test("nobody reads less than what was acknowledged to anybody before")
    func readsWhatOthersWrote() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let users = [
            try await harness.create("a@example.com"), try await harness.create("b@example.com"),
        ]
        // The version of each user that was acknowledged last, whoever was told.
        let acknowledged = Acknowledged(versions: [1, 1])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for own in 0...1 {
                group.addTask {
                    let other = 1 - own
                    for round in 0..<300 {
                        let outcome = try await harness.set("+1555000\(round)", of: users[own])
                        acknowledged.set(outcome.version, at: own)
                        let floor = acknowledged.version(at: other)
                        let seen = try harness.read { try $0.user(.uuid(users[other].uuid)) }
                        let version = seen?.version ?? 0
                        #expect(version >= floor)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.verify().problems == [])
    }

    @Test("a reader that keeps its snapshot races a writer and never reads behind")
    func standingReaders() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        let acknowledged = Acknowledged(versions: [1])
        let last: Int64 = 401
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<400 {
                    let outcome = try await harness.set("+1555000\(round)", of: user)
                    acknowledged.set(outcome.version, at: 0)
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    let reader = try store.makeReader()
                    var floor: Int64 = 1
                    while floor < last {
                        floor = acknowledged.version(at: 0)
                        let version = try reader.user(.uuid(user.uuid))?.version ?? 0
                        try expect(version >= floor, "\(version) is not behind \(floor)")
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a connection keeps as many pages as it was told to")
    func pageCache() throws {
        try place.open().close()
        let file = StoreFile(folder: place.folder, pageCacheBytes: 3 << 20)
        for database in [try file.openReader(label: "t"), try file.openWriter()] {
            let kibibytes = try database.read { db in
                try Int.fetchOne(db, sql: "PRAGMA cache_size")
            }
            #expect(kibibytes == -3_072)
        }
    }

    @Test("a look-up is a search of an index and of the record, never a scan")
    func plans() throws {
        try place.open().close()
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let statements = [
            UserSQL.byUUID(.settled): 2, UserSQL.byEmail(.settled): 2,
            UserSQL.byPhone(.settled): 2, UserSQL.byPhoneKey(.settled): 2, UserSQL.byAuthyID: 1,
            UserSQL.erasedByUUID(.settled): 2, UserSQL.erasedByAuthyID: 1,
        ]
        for (sql, searches) in statements {
            let steps = try plan(of: sql, on: connection)
            #expect(steps.count { $0.hasPrefix("SEARCH") } == searches, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") })
        }
    }

    @Test("a look-up among unsettled keys searches one user's rows")
    func unsettledPlans() throws {
        try place.open().close()
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let statements = [
            UserSQL.byUUID(.unsettled): 2, UserSQL.byEmail(.unsettled): 2,
            UserSQL.erasedByUUID(.unsettled): 2, UserSQL.byPhone(.unsettled): 2,
            UserSQL.byPhoneKey(.unsettled): 2,
        ]
        for (sql, searches) in statements {
            let steps = try plan(of: sql, on: connection)
            #expect(steps.count { $0.hasPrefix("SEARCH") } == searches, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") })
        }
    }

    private func plan(of sql: String, on connection: RawConnection) throws -> [String] {
        let plan = try PreparedStatement("EXPLAIN QUERY PLAN \(sql)", on: connection)
        defer { plan.reset() }
        var steps: [String] = []
        while try plan.step() { steps.append(plan.text(3)) }
        return steps
    }

    @Test("a long value, an empty one and a zero byte come back as they were bound")
    func bindings() throws {
        try place.open().close()
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let echo = try PreparedStatement("SELECT ?1, ?2, ?3, ?4", on: connection)
        let long = String(repeating: "long ", count: 1_000)
        for text in ["", "short", long, "zero \0 inside", "ümläut ✓"] {
            echo.bind(text, at: 1)
            echo.bind(Array(text.utf8), at: 2)
            echo.bind(Int64.min, at: 3)
            echo.bind(nil as String?, at: 4)
            #expect(try echo.step())
            #expect(echo.text(0) == text)
            #expect(echo.bytes(1) == Array(text.utf8))
            #expect(echo.int64(2) == .min)
            #expect(echo.optionalText(3) == nil)
            echo.reset()
        }
    }
}
