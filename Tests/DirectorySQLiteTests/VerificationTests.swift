import DirectoryDomain
import EventCoding
import Foundation
import GRDB
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Verification")
struct VerificationTests {
    struct Damage: Sendable, CustomStringConvertible {
        let description: String
        let sql: String
        /// A part of what is said about it.
        let finding: String
    }

    private let place = TemporaryStore()

    private static let damages: [Damage] = [
        Damage(
            description: "a flipped byte of an event",
            sql: """
                UPDATE events SET bytes = CAST(substr(bytes, 1, 5) || x'FF' || substr(bytes, 7)
                AS BLOB) WHERE position = 3
                """,
            finding: "position 3: the chain is broken"),
        Damage(
            description: "an event that is gone",
            sql: "DELETE FROM events WHERE position = 2",
            finding: "positions are not dense"),
        Damage(
            description: "the last event gone",
            sql: "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
            finding: "authy id 3: in no event"),
        Damage(
            description: "two events that changed places",
            sql: """
                UPDATE events SET position = -2 WHERE position = 2;
                UPDATE events SET position = 2 WHERE position = 3;
                UPDATE events SET position = 3 WHERE position = -2;
                """,
            finding: "the chain is broken"),
        Damage(
            description: "a version that leaves one out",
            sql: "UPDATE events SET version = 9 WHERE position = 2",
            finding: "versions are not dense"),
        Damage(
            description: "an event that was given to another user",
            sql: "UPDATE events SET authy_id = 3 WHERE position = 2",
            finding: "position 2: in the list of authy id 1"),
        Damage(
            description: "an event in the list of another user",
            sql: "UPDATE events SET authy_id = 3, previous = 6, version = 2 WHERE position = 3; "
                + "UPDATE personal SET last_position = 3 WHERE authy_id = 3",
            finding: "its uuid is not the user's"),
        Damage(
            description: "an event in nobody's list",
            sql: "UPDATE personal SET last_position = 2 WHERE authy_id = 1",
            finding: "1 events are in no user's list"),
        Damage(
            description: "a list that goes round in a circle",
            sql: "UPDATE events SET previous = 3 WHERE position = 1",
            finding: "position 1: not after the one before it"),
        Damage(
            description: "a jump to somewhere else",
            sql: "UPDATE events SET jump = 2 WHERE position = 3",
            finding: "position 3: jumps astray"),
        Damage(
            description: "a next jump to somewhere else",
            sql: "UPDATE personal SET last_jump = 1 WHERE authy_id = 1",
            finding: "authy id 1: its next event would jump astray"),
        Damage(
            description: "an event of nobody",
            sql: "UPDATE events SET authy_id = 99 WHERE position = 1",
            finding: "position 1: in the list of authy id 1"),
        Damage(
            description: "an export that is not counted",
            sql: "UPDATE events SET exported_ms = NULL WHERE exported_ms IS NOT NULL",
            finding: "the columns or the bytes are not those of the event"),
        Damage(
            description: "another number",
            sql: "UPDATE personal SET phone = '+15550009999', phone_key = '+15550009999' "
                + "WHERE authy_id = 1",
            finding: "authy id 1: differs from its events"),
        Damage(
            description: "a number that appeared",
            sql: "UPDATE personal SET phone = '12345', phone_position = 1 WHERE authy_id = 3",
            finding: "authy id 3: differs from its events"),
        Damage(
            description: "a number's key that is another's",
            sql: "UPDATE personal SET phone_key = '+15550009999' WHERE authy_id = 1",
            finding: "authy id 1: the number's key is another's"),
        Damage(
            description: "a number set at another place",
            sql: "UPDATE personal SET phone_position = 1 WHERE authy_id = 1",
            finding: "authy id 1: differs from its events"),
        Damage(
            description: "another address",
            sql: "UPDATE personal SET email = 'other@example.com' WHERE authy_id = 1",
            finding: "authy id 1: the address's claim is another's"),
        Damage(
            description: "an address that is none",
            sql: "UPDATE personal SET email = 'none', email_key = 'none' WHERE authy_id = 1",
            finding: "authy id 1: the address is none"),
        Damage(
            description: "another uuid",
            sql: "UPDATE users SET uuid_key = 'other' WHERE authy_id = 1",
            finding: "authy id 1: the uuid's claim is another's"),
        Damage(
            description: "a uuid by which nobody is found",
            sql: "UPDATE uuid_keys SET key = 'other' WHERE authy_id = 1",
            finding: "authy id 1: the uuid key is missing"),
        Damage(
            description: "an address that leads to somebody else",
            sql: "UPDATE email_keys SET authy_id = 3 WHERE authy_id = 1",
            finding: "authy id 1: the email key is another's"),
        Damage(
            description: "a number that was set at another time",
            sql: "UPDATE phone_keys SET position = 1",
            finding: "authy id 1: the phone key is missing"),
        Damage(
            description: "a key that is missing, though only later users' may be",
            sql: """
                DELETE FROM uuid_keys WHERE authy_id = 1;
                INSERT INTO unsettled (id, after) VALUES (1, 1)
                """,
            finding: "authy id 1: the uuid key is missing"),
        Damage(
            description: "a number by which a user is found who does not have it",
            sql: "INSERT INTO phone_keys VALUES ('+15550199', 7, 1)",
            finding: "phone keys: 2, of 1 that there are to be"),
        Damage(
            description: "another time of change",
            sql: "UPDATE personal SET updated_ms = updated_ms + 1 WHERE authy_id = 1",
            finding: "authy id 1: differs from its events"),
        Damage(
            description: "another time of creation",
            sql: "UPDATE personal SET created_ms = created_ms - 1 WHERE authy_id = 1",
            finding: "authy id 1: differs from its events"),
        Damage(
            description: "personal data that is gone",
            sql: "DELETE FROM personal WHERE authy_id = 1",
            finding: "authy id 1: neither living nor erased, or both"),
        Damage(
            description: "a user that is gone",
            sql: "DELETE FROM users WHERE authy_id = 1",
            finding: "personal data of users that are not there: 1"),
        Damage(
            description: "an erased user that is back",
            sql: "DELETE FROM erased; INSERT INTO personal (authy_id, uuid, version, created_ms, "
                + "updated_ms, last_position, last_jump, email, email_key) "
                + "SELECT authy_id, uuid_key, 2, 0, 0, 5, 4, 'x@y', 'x@y' "
                + "FROM users WHERE authy_id = 2",
            finding: "authy id 2: differs from its events"),
        Damage(
            description: "a count that is wrong",
            sql: "UPDATE counters SET users = 77",
            finding: "the count of users is not theirs"),
        Damage(
            description: "a membership of nobody",
            sql: "INSERT INTO memberships VALUES (99, 1)",
            finding: "memberships of users that are not there, or are erased: 1"),
        Damage(
            description: "a membership of nothing",
            sql: "INSERT INTO memberships VALUES (1, 99)",
            finding: "memberships of organizations that are not there: 1"),
        Damage(
            description: "a key of nothing",
            sql: "UPDATE api_keys SET organization = 99",
            finding: "keys of organizations that are not there: 1"),
        Damage(
            description: "a right that nobody knows",
            sql: "UPDATE api_keys SET scopes = 'users:everything'",
            finding: "an unknown scope"),
    ]

    /// Three users: one with a number that was exported, one erased, one with nothing.
    private func fill() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let organization = try await harness.createOrganization("One")
        let user = try await harness.create(
            "a@example.com", uuid: "one", phoneNumber: "+15551234567",
            organizationID: organization.id)
        try await harness.export(user)
        try await harness.erase(try await harness.create("b@example.com", uuid: "two"))
        try await harness.create("c@example.com", uuid: "three")
        _ = try await harness.issueKey(id: "k", of: organization, digest: 7)
        #expect(try store.verify() == StoreVerification(events: 6, users: 2, problems: []))
    }

    @Test("each kind of damage is found", arguments: damages)
    func damage(_ damage: Damage) async throws {
        try await fill()
        try place.tamper(damage.sql)
        let store = try place.open()
        defer { store.close() }
        let problems = try store.verify().problems
        #expect(problems.contains { $0.contains(damage.finding) }, "\(problems)")
        #expect(!problems.contains { $0.contains("example") || $0.contains("555") })
    }

    @Test("a fourth export within thirty days is found")
    func fourthExport() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com", phoneNumber: "+14445556666")
        for _ in 0..<3 { try await harness.export(user) }
        #expect(try store.verify().problems == [])
        try await harness.run(
            PlantedCommand { transaction, context in
                guard var user = try transaction.user(.uuid(user.uuid))
                else { throw Refusal.notFound }
                user.version += 1
                _ = try transaction.append(
                    .phoneNumberExported(masked: "***6666"), to: user.uuid,
                    version: user.version, context: context)
                try transaction.update(user, phoneNumberPosition: nil)
            })
        #expect(
            try store.verify().problems
                == ["position 6: one export more than the quota allows"])
    }

    @Test("how far it is goes up to all of it, and nothing is said once it is over")
    func progress() throws {
        var told: [StoreCondition.Progress] = []
        var progress = VerificationProgress(events: 10_000) { told.append($0) }
        progress.passStructure()
        for _ in 0..<10_000 { progress.pass() }
        progress.pass(events: 10_000)
        #expect(told.first == StoreCondition.Progress(done: 0, total: 30_000))
        #expect(told.last == StoreCondition.Progress(done: 30_000, total: 30_000))
        #expect(told.map(\.done) == told.map(\.done).sorted())
        let store = try place.open()
        defer { store.close() }
        #expect(try store.verify().problems == [])
        #expect(store.condition.verification == nil)
    }

    @Test("an index that misses a row is found")
    func brokenIndex() async throws {
        try await fill()
        // The index is made for other rows than it will have.
        try place.tamper(
            """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = 'CREATE INDEX events_exported ON events
            (authy_id, exported_ms) WHERE exported_ms IS NULL' WHERE name = 'events_exported';
            """)
        let store = try place.open()
        defer { store.close() }
        #expect(try store.verify().problems.contains { $0.hasPrefix("the file: ") })
    }

    @Test("a number or an address hidden beside the fields of an event is found")
    func hidden() async throws {
        try await fill()
        for (position, text) in [(1, "+1 (555) 123.4567"), (5, "C@EXAMPLE.com")] {
            // Field 99 of the message: every reader skips it.
            let hidden = [0x9A, 0x06, UInt8(text.utf8.count)] + Array(text.utf8)
            try place.tamper(
                "UPDATE events SET bytes = CAST(bytes || ? AS BLOB) WHERE position = ?",
                [Foundation.Data(hidden), position])
        }
        let store = try place.open()
        defer { store.close() }
        let problems = try store.verify().problems
        #expect(problems.contains("position 1: holds the number of authy id 1"), "\(problems)")
        #expect(problems.contains("position 5: holds the address of authy id 3"), "\(problems)")
    }

    @Test(
        "a hash of a number or an address in an event is found, and named by no value",
        arguments: [
            // MD5 of +15551234567, SHA-1 of a@example.com, SHA-256 of c@example.com.
            ("DD065FDF4469EE22B6BB8B76408FA030", 1),
            ("11a586cd1f7d573b856f94a619ae806a9a63f0a4", 1),
            ("50b313b4b64bd2a2ab9305ad1965147e85239555815da6857bf532010c74b0d6", 3),
        ])
    func digests(_ digest: String, _ authyID: Int) async throws {
        try await fill()
        let hidden = [0x9A, 0x06, UInt8(digest.utf8.count)] + Array(digest.utf8)
        try place.tamper(
            "UPDATE events SET bytes = CAST(bytes || ? AS BLOB) WHERE position = 5",
            [Foundation.Data(hidden)])
        let store = try place.open()
        defer { store.close() }
        let problems = try store.verify().problems
        #expect(
            problems.contains("position 5: holds a hash of authy id \(authyID)'s"), "\(problems)")
    }

    @Test(
        "a flipped bit in an organization, a membership or a key is found",
        arguments: [
            "UPDATE organizations SET name = 'Ooe'", "UPDATE organizations SET created_ms = 1",
            "UPDATE memberships SET organization = 2", "UPDATE api_keys SET revoked_ms = 1",
            "UPDATE api_keys SET scopes = 'users:check'",
        ])
    func wholeRows(_ change: String) async throws {
        try await fill()
        // The row is changed and its index is not, as when the file is.
        let table = change.split(separator: " ")[1]
        let index = "\(table)_whole"
        try place.tamper(
            """
            CREATE TEMP TABLE kept AS SELECT sql, rootpage FROM sqlite_schema
            WHERE name = '\(index)';
            PRAGMA writable_schema = ON;
            DELETE FROM sqlite_schema WHERE name = '\(index)';
            PRAGMA writable_schema = RESET;
            \(change);
            PRAGMA writable_schema = ON;
            INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
            SELECT 'index', '\(index)', '\(table)', rootpage, sql FROM kept;
            PRAGMA writable_schema = OFF;
            """)
        let store = try place.open()
        defer { store.close() }
        let problems = try store.verify().problems
        #expect(problems.contains { $0.hasPrefix("the file: ") }, "\(problems)")
    }
}
