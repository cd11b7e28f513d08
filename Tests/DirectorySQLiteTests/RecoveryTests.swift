import DirectoryDomain
import DirectorySQLite
import Foundation
import TestSupport
import Testing

@Suite("Opening a store")
struct RecoveryTests {
    private let place = TemporaryStore()

    @Test("after a crash in the middle of a transaction all that was acknowledged is there")
    func crash() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        for index in 0..<30 {
            try await harness.create("\(index)@example.com", phoneNumber: "+155512300\(index)")
        }
        let log = try harness.log()
        let crashed = TemporaryStore()
        // The writer stands in a transaction that has written, and will be refused.
        let inTheMiddle = PlantedCommand<Void> { [self] transaction, context in
            let uuid = UserUUID(trusted: "half")
            _ = try transaction.insertUser(
                uuid: uuid, email: Fixture.email("half@example.com"), at: context.now)
            _ = try transaction.append(.created, to: uuid, version: 1, context: context)
            do { try place.copyAsAfterCrash(to: crashed) } catch { throw Refusal.notFound }
            throw Refusal.notPermitted
        }
        try await expectRefusal(.notPermitted) { try await harness.run(inTheMiddle) }
        let recovered = try crashed.open()
        defer { recovered.close() }
        #expect(try TemporaryStore.harness(recovered).log() == log)
        let verification = try recovered.verify()
        #expect(verification == StoreVerification(events: 60, users: 30, problems: []))
    }

    @Test("a log that is cut anywhere leaves a whole store", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func tornLog(_ eighths: Int) async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        // The schema is in the file, and the log empty, before the first write.
        _ = try await harness.createOrganization("One")
        // A snapshot that is held keeps the log from being emptied when the writer has a rest.
        let reader = try store.makeReader()
        defer { reader.endBatch() }
        _ = try reader.totals()
        for index in 0..<20 { try await harness.create("\(index)@example.com") }
        let log = try harness.log()
        let crashed = TemporaryStore()
        let copy = PlantedCommand<Void> { [self] _, _ in
            do { try place.copyAsAfterCrash(to: crashed) } catch { throw Refusal.notFound }
        }
        try await harness.run(copy)
        let wal = crashed.folder + "/directory.sqlite-wal"
        let bytes = try Foundation.Data(contentsOf: URL(fileURLWithPath: wal))
        try #require(bytes.count > 20 * 4_096)
        // Not at a page's edge: the last record is torn, not only missing.
        try bytes.prefix(bytes.count * eighths / 8 + 1_717)
            .write(to: URL(fileURLWithPath: wal))
        let recovered = try crashed.open()
        defer { recovered.close() }
        let kept = try TemporaryStore.harness(recovered).log()
        #expect(kept.count < log.count && kept == Array(log.prefix(kept.count)))
        #expect(try recovered.verify().problems == [])
    }

    @Test("opening again keeps everything and goes on where it was")
    func reopening() async throws {
        let first = try place.open()
        let before = try TemporaryStore.harness(first)
        let organization = try await before.createOrganization("One")
        let user = try await before.create(
            "a@example.com", phoneNumber: "+15551234567", organizationID: organization.id)
        let erased = try await before.create("b@example.com")
        try await before.erase(erased)
        let key = try await before.issueKey(id: "k", of: organization, digest: 7)
        let log = try before.log()
        first.close()
        let again = try place.open()
        defer { again.close() }
        let after = try TemporaryStore.harness(again)
        #expect(try after.log() == log)
        #expect(try after.user(.authyID(user.authyID)) == user)
        #expect(try after.read { try $0.apiKeys(of: organization.id) } == [key])
        #expect(try after.read { try $0.totals() } == StoreTotals(users: 1, lastPosition: 4))
        #expect(try await after.create("c@example.com").authyID == 3)
        #expect(try again.verify().problems == [])
    }

    @Test("a store of a newer program is refused, and left as it is")
    func newerSchema() throws {
        try place.open().close()
        try place.tamper("INSERT INTO grdb_migrations (identifier) VALUES ('9999 tomorrow')")
        let before = try place.files().map(\.bytes)
        #expect(throws: StoreOpeningError.newerSchema) { try place.open() }
        #expect(try place.files().map(\.bytes) == before)
    }

    @Test("no new store is made where a restore was cut off")
    func cutOffRestore() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
        try Foundation.Data([1]).write(to: URL(fileURLWithPath: place.path + ".restoring"))
        let refusal = StoreOpeningError.folder(reason: "a restore was cut off in it; do it again")
        #expect(throws: refusal) { try place.open() }
        #expect(try place.files().map(\.name) == ["directory.sqlite.restoring"])
    }

    @Test("a file that is no store is refused, and left as it is")
    func foreignFile() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
        let text = [UInt8](repeating: 0x41, count: 10_000)
        try Foundation.Data(text).write(to: URL(fileURLWithPath: place.path))
        #expect(throws: StoreOpeningError.foreignFile) { try place.open() }
        #expect(try place.files().map(\.bytes) == [text])
        try files.removeItem(atPath: place.path)
        try place.tamper("CREATE TABLE somebodys (x)")
        #expect(throws: StoreOpeningError.foreignFile) { try place.open() }
    }

    @Test("only the owner may read what is stored")
    func rights() async throws {
        let store = try place.open()
        defer { store.close() }
        try await TemporaryStore.harness(store).create("a@example.com")
        func rights(_ path: String) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return (attributes[.posixPermissions] as? NSNumber)?.intValue
        }
        #expect(try rights(place.folder) == 0o700)
        for name in ["", "-wal", "-shm"] { #expect(try rights(place.path + name) == 0o600) }
    }

    @Test("the engine says which it is")
    func engineName() throws {
        let store = try place.open()
        defer { store.close() }
        #expect(store.engineName.hasPrefix("SQLite 3."))
    }
}
