import DirectoryDomain
import GRDB
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("A store from before keys lay as they do now")
struct KeyMigrationTests {
    private let place = TemporaryStore()
    private let older = TemporaryStore()

    /// Writes the store at `place` as a program before would have: one that knew the migrations
    /// before the one named, and then did some more.
    private func makeOlder(before name: String, _ more: String = "") throws {
        try StoreFile(folder: older.folder).create()
        let database = try DatabaseQueue(path: older.path)
        var migrator = DatabaseMigrator()
        for migration in StoreSchema.migrations where migration.name < name {
            migrator.registerMigration(migration.name, foreignKeyChecks: .immediate) { db in
                try db.execute(sql: migration.statements)
            }
        }
        try migrator.migrate(database)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
            try db.execute(sql: "ATTACH ? AS now", arguments: [place.path])
            let tables = [
                "users", "personal", "erased", "events", "organizations", "memberships",
            ]
            for table in tables {
                try db.execute(sql: "INSERT INTO main.\(table) SELECT * FROM now.\(table)")
            }
            try db.execute(sql: "UPDATE counters SET users = (SELECT users FROM now.counters)")
            try db.execute(sql: more)
            try db.execute(sql: "DETACH now")
        }
        try database.close()
    }

    @Test("is brought to the new schema: everybody is found, nothing is lost, ids go on")
    func migration() async throws {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let organization = try await harness.createOrganization("One")
        let first = try await harness.create(
            "a@example.com", uuid: "one", phoneNumber: "+15551234567",
            organizationID: organization.id)
        let second = try await harness.create("b@example.com", phoneNumber: "+15551234567")
        try await harness.erase(try await harness.create("c@example.com", uuid: "gone"))
        store.close()
        try makeOlder(before: "0006")

        let migrated = try older.open()
        defer { migrated.close() }
        let after = try TemporaryStore.harness(migrated)
        #expect(try migrated.verify().problems == [])
        #expect(try after.user(.uuid(first.uuid))?.email == "a@example.com")
        #expect(try after.user(.email(try Fixture.email("b@example.com")))?.uuid == second.uuid)
        #expect(try after.user(.canonicalPhoneNumber("+15551234567"))?.uuid == second.uuid)
        #expect(try after.user(.uuid(try Fixture.uuid("gone")))?.isErased == true)
        let isMember = try after.read {
            try $0.isMember(authyID: first.authyID, of: organization.id)
        }
        #expect(isMember)
        #expect(try await after.create("d@example.com").authyID == 4)
    }

    @Test("keys that waited in tables of their own get their rows")
    func waiting() async throws {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        var users: [User] = []
        for number in 1...6 {
            users.append(
                try await harness.create(
                    "u\(number)@example.com", uuid: "u\(number)", phoneNumber: "+155500\(number)"))
        }
        store.close()
        try makeOlder(
            before: "0007",
            ["uuid", "email", "phone"].flatMap { kind in
                ["", "_recent", "_newest"].enumerated().map { index, level in
                    """
                    INSERT INTO main.\(kind)_keys\(level) SELECT * FROM now.\(kind)_keys
                    WHERE authy_id % 3 = \(index);
                    """
                }
            }.joined())

        let migrated = try older.open()
        defer { migrated.close() }
        let after = try TemporaryStore.harness(migrated)
        for user in users {
            for key in user.keys { #expect(try after.user(key)?.uuid == user.uuid) }
        }
        #expect(try migrated.verify().problems == [])
    }
}
