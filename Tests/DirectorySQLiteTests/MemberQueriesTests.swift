import DirectoryDomain
import EventCoding
import GRDB
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Who is no member is looked for as nobody is")
struct MemberQueriesTests {
    private let place = TemporaryStore()

    /// For each kind of key: a foreign user's, and one of nobody.
    private static func pairs(_ foreign: User) throws -> [(foreign: UserKey, nobodys: UserKey)] {
        [
            (.uuid(foreign.uuid), .uuid(try Fixture.uuid("u-nobody"))),
            (
                .email(try Fixture.email("foreign@example.com")),
                .email(try Fixture.email("nobody1@example.com"))
            ),
            (
                .phoneNumber(try Fixture.number("+15550100")),
                .phoneNumber(try Fixture.number("+15550199"))
            ),
            (.canonicalPhoneNumber("+15550100"), .canonicalPhoneNumber("+15550199")),
            (.authyID(foreign.authyID), .authyID(foreign.authyID + 100_000)),
        ]
    }

    /// As if the user's keys had no rows yet.
    private func unsettle(_ user: User, in index: UnsettledIndex) async throws {
        let database = try DatabaseQueue(path: place.path)
        let position = try await database.write { db in
            for kind in KeyKind.allCases {
                try db.execute(
                    sql: "DELETE FROM \(kind.table) WHERE authy_id = ?", arguments: [user.authyID])
            }
            return try Int64.fetchOne(
                db, sql: "SELECT phone_position FROM personal WHERE authy_id = ?",
                arguments: [user.authyID])
        }
        for key in user.keys {
            switch key {
            case .uuid(let uuid):
                index.newest.add(
                    KeyHash(uuid.key, .uuid), .uuid, UnsettledCandidate(authyID: user.authyID))
            case .email(let email):
                index.newest.add(
                    KeyHash(email.key, .email), .email, UnsettledCandidate(authyID: user.authyID))
            case .canonicalPhoneNumber(let number):
                index.newest.add(
                    KeyHash(number, .phone), .phone,
                    UnsettledCandidate(authyID: user.authyID, position: position))
            case .phoneNumber, .authyID: break
            }
        }
    }

    @Test(
        "the same statements run as often, in the same steps but for the one that finds an id",
        arguments: [false, true])
    func sameWork(isUnsettled: Bool) async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let own = try await harness.createOrganization("Own")
        let other = try await harness.createOrganization("Other")
        for number in 0..<200 {
            try await harness.create(
                "u\(number)@example.com", phoneNumber: "+1666\(1_000_000 + number)",
                organizationID: number % 2 == 0 ? own.id : other.id)
        }
        let another = try await harness.create("u@example.com", phoneNumber: "+15550101")
        let foreign = try await harness.create(
            "foreign@example.com", uuid: "u-foreign", phoneNumber: "+15550100",
            organizationID: other.id)
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let unsettled = UnsettledIndex()
        if isUnsettled {
            try await unsettle(another, in: unsettled)
            try await unsettle(foreign, in: unsettled)
        }
        let queries = try Queries(on: connection, sealing: EventCodec(), unsettled: unsettled)
        queries.enterSnapshot()
        #expect(try queries.keys.authyID(of: foreign.uuid) == foreign.authyID)
        #expect(try queries.keys.holders(ofPhoneKey: "+15550100", atLeast: 1) == [foreign.authyID])
        func work(_ key: UserKey) throws -> (runs: Int, steps: Int) {
            let before = connection.work
            #expect(try queries.members.member(key, of: own.id) == nil)
            let after = connection.work
            return (after.runs - before.runs, after.steps - before.steps)
        }
        for pair in try Self.pairs(foreign) {
            let (seen, unseen) = (try work(pair.foreign), try work(pair.nobodys))
            #expect(seen.runs == unseen.runs)
            #expect(abs(seen.steps - unseen.steps) <= 5, "\(pair): \(seen) \(unseen)")
            #expect(seen.runs >= 1)
        }
    }

    @Test(
        "as many foreign holders of a number as are made up for cost what none do",
        arguments: [false, true])
    func holders(isUnsettled: Bool) async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let own = try await harness.createOrganization("Own")
        let unsettled = UnsettledIndex()
        let another = try await harness.create("u@example.com", phoneNumber: "+15550101")
        if isUnsettled { try await unsettle(another, in: unsettled) }
        var runs: [Int] = []
        for count in 0...(MemberQueries.holders + 1) {
            if count > 0 {
                let holder = try await harness.create(
                    "h\(count)@example.com", phoneNumber: "+15550100")
                if isUnsettled { try await unsettle(holder, in: unsettled) }
            }
            let connection = try RawConnection(
                StoreFile(folder: place.folder).openReader(label: "t"))
            let queries = try Queries(on: connection, sealing: EventCodec(), unsettled: unsettled)
            queries.enterSnapshot()
            let before = connection.work.runs
            #expect(
                try queries.members.member(.canonicalPhoneNumber("+15550100"), of: own.id) == nil)
            runs.append(connection.work.runs - before)
        }
        // A search of the table; of rows, if need be; of memberships.
        let searches = (isUnsettled ? 2 : 1) * MemberQueries.holders
        #expect(Set(runs.dropLast()) == [1 + searches])
        #expect(try #require(runs.last) > 1 + searches)
    }
}
