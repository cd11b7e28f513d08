import DirectoryDomain
import DirectorySQLite
import Synchronization
import TestSupport
import Testing

/// Commits that fail, made to by what lies in the file itself.
@Suite("Commits that fail")
struct CommitFailureTests {
    private let place = TemporaryStore()

    /// From now on a transaction that appends an event of this version can't be committed: a
    /// foreign key that is looked at by COMMIT alone is broken.
    private func breakCommits(ofVersion version: Int64) throws {
        try place.open().close()
        try place.tamper(
            """
            CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
            CREATE TABLE broken (
                id INTEGER REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER break AFTER INSERT ON events WHEN new.version = \(version)
            BEGIN INSERT INTO broken VALUES (1); END;
            """)
    }

    @Test("a commit that fails has an unknown outcome, and nothing is written after it")
    func unknownOutcome() async throws {
        try breakCommits(ofVersion: 2)
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        try await expectError(.failed(.outcomeUnknown)) {
            try await harness.set("+15551234567", of: user)
        }
        try await expectError(.failed(.unavailable)) {
            try await harness.create("b@example.com")
        }
        // Once nothing is written any more, the program is told.
        store.close()
        #expect(place.fatal.withLock { $0 } != nil)
        #expect(try store.makeReader().user(.authyID(1))?.version == 1)
    }

    @Test("after a failed commit the store opens again with all that was acknowledged")
    func reopensAfterUnknownOutcome() async throws {
        try breakCommits(ofVersion: 2)
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        _ = try? await harness.set("+15551234567", of: user)
        store.close()
        let again = try place.open()
        defer { again.close() }
        let verification = try again.verify()
        #expect(verification == StoreVerification(events: 1, users: 1, problems: []))
    }

    @Test("what is full refuses, undoes, and goes on")
    func full() async throws {
        try place.open().close()
        // With each user a row goes to a table whose ids are spent: SQLite then says that it is
        // full.
        try place.tamper(
            """
            CREATE TABLE spent (id INTEGER PRIMARY KEY AUTOINCREMENT, user INTEGER);
            INSERT INTO sqlite_sequence (name, seq) VALUES ('spent', 9223372036854775807);
            CREATE TRIGGER spent AFTER INSERT ON users
            BEGIN INSERT INTO spent (user) VALUES (NEW.authy_id); END;
            """)
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        try await expectError(.failed(.full)) { try await harness.create("a@example.com") }
        let organization = try await harness.createOrganization("One")
        #expect(try harness.read { try $0.organizations() } == [organization])
        try place.tamper("DROP TRIGGER spent")
        try await harness.create("a@example.com")
        #expect(try store.verify().problems == [])
        #expect(place.fatal.withLock { $0 } == nil)
    }
}
