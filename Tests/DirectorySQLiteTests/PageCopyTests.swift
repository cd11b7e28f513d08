import Foundation
import GRDB
import Testing

@testable import DirectorySQLite

/// What SQLite is relied on for.
@Suite("A copy page by page")
struct PageCopyTests {
    private let place = TemporaryStore()
    private let writer: RawConnection
    private let target: StoreFile

    init() throws {
        try FileManager.default.createDirectory(
            atPath: place.folder, withIntermediateDirectories: true)
        writer = try RawConnection(StoreFile(folder: place.folder).openWriter())
        writer.takeOverWriting()
        target = StoreFile(path: place.folder + "/copy")
        try run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
        try insert(500)
    }

    private func run(_ sql: String) throws { try PreparedStatement(sql, on: writer).run() }

    private func insert(_ rows: Int) throws {
        try run(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
            INSERT INTO t (v) SELECT zeroblob(3000) FROM n
            """)
    }

    /// Steps through the copy with something in between, and gives what is in it then.
    private func copy(_ between: (Int, PageCopy) throws -> Void) throws -> [Row] {
        let database = try target.openCopy()
        let copy = try PageCopy(of: writer, into: RawConnection(database))
        var number = 0
        while try copy.step(pages: 20) {
            try between(number, copy)
            number += 1
        }
        // Ended, and not gone: the target may be closed.
        copy.end()
        let rows = try database.read { try Row.fetchAll($0, sql: "SELECT * FROM t ORDER BY id") }
        try withExtendedLifetime(copy) { try database.close() }
        return rows
    }

    private func rows() throws -> [Row] {
        try writer.database.read { try Row.fetchAll($0, sql: "SELECT * FROM t ORDER BY id") }
    }

    @Test("holds what its source writes meanwhile, and never keeps the log from being emptied")
    func writtenMeanwhile() throws {
        let copied = try copy { number, _ in
            try run("UPDATE t SET v = randomblob(3000) WHERE id % 7 = \(number % 7)")
            if number < 10 { try insert(20) }
            try run("DELETE FROM t WHERE id = \(100 + number)")
            #expect(writer.logPages > 0)
            #expect(try writer.checkpoint(number % 2 == 0 ? .truncate : .passive))
        }
        #expect(try copied == rows())
    }

    @Test("begins again after a rollback of changes, and not after one to a savepoint")
    func rolledBackMeanwhile() throws {
        let copied = try copy { number, copy in
            let before = copy.copiedPages
            try run("BEGIN IMMEDIATE")
            try run("UPDATE t SET v = randomblob(2000) WHERE id % 3 = 0")
            if number == 5 {
                try run("ROLLBACK")
            } else {
                try run("SAVEPOINT command")
                try run("UPDATE t SET v = NULL")
                try run("ROLLBACK TO command")
                try run("COMMIT")
            }
            if try copy.step(pages: 1) {
                #expect(copy.copiedPages == (number == 5 ? 1 : before + 1))
            }
        }
        #expect(try copied == rows())
    }
}
