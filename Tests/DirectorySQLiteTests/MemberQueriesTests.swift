import DirectoryDomain
import EventCoding
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

    @Test(
        "the same statements run as often, in the same steps but for the one that finds an id",
        arguments: [false, true])
    func sameWork(isStaged: Bool) async throws {
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
        let foreign = try await harness.create(
            "foreign@example.com", uuid: "u-foreign", phoneNumber: "+15550100",
            organizationID: other.id)
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let commits = CommitSequence()
        commits.noteStaging(isStaged)
        let queries = try Queries(on: connection, sealing: EventCodec(), commits: commits)
        func work(_ key: UserKey) throws -> (runs: Int, steps: Int) {
            let before = connection.work
            #expect(try queries.members.member(key, of: own.id) == nil)
            let after = connection.work
            return (after.runs - before.runs, after.steps - before.steps)
        }
        for pair in try Self.pairs(foreign) {
            let (seen, unseen) = (try work(pair.foreign), try work(pair.nobodys))
            #expect(seen.runs == unseen.runs)
            #expect(abs(seen.steps - unseen.steps) <= 4, "\(pair): \(seen) \(unseen)")
            #expect(seen.runs >= 1)
        }
    }

    @Test("as many foreign holders of a number as are made up for cost what none do")
    func holders() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let own = try await harness.createOrganization("Own")
        var runs: [Int] = []
        for count in 0...(MemberQueries.holders + 1) {
            if count > 0 {
                try await harness.create("h\(count)@example.com", phoneNumber: "+15550100")
            }
            let connection = try RawConnection(
                StoreFile(folder: place.folder).openReader(label: "t"))
            let queries = try Queries(
                on: connection, sealing: EventCodec(), commits: CommitSequence())
            let before = connection.work.runs
            #expect(
                try queries.members.member(.canonicalPhoneNumber("+15550100"), of: own.id) == nil)
            runs.append(connection.work.runs - before)
        }
        #expect(Set(runs.dropLast()) == [1 + MemberQueries.holders])
        #expect(runs.last == 2 + MemberQueries.holders)
    }
}
