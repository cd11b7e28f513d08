import DirectoryDomain
import EventCoding
import Synchronization
import TestSupport
import Testing

@testable import DirectorySQLite

/// The last user that was acknowledged.
private final class Acknowledged: Sendable {
    let last = Mutex(0)
}

@Suite("How keys are settled")
struct SettlingTests {
    private let place = TemporaryStore()

    @Test("a snapshot of before keys were settled still finds them, and everything goes with it")
    func olderSnapshot() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...20)
        try desk.run(ImportUsers(users: records))
        weak let generation = desk.unsettled.oldest
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let queries = try Queries(
            on: connection, sealing: EventCodec(), unsettled: desk.unsettled)
        let (begin, end) = (
            try PreparedStatement("BEGIN", on: connection),
            try PreparedStatement("COMMIT", on: connection)
        )
        try begin.run()
        queries.enterSnapshot()
        #expect(try queries.totals().users == 20)
        try desk.settleChunk()
        try desk.run(ImportUsers(users: try UnsettledFixture.records(21...40)))
        #expect(desk.unsettled.oldest !== generation)
        for record in records {
            for key in try UnsettledFixture.keys(of: record) {
                #expect(try queries.users.user(key)?.email == record.email.spelling)
            }
        }
        #expect(
            try queries.users.user(
                UnsettledFixture.keys(of: UnsettledFixture.records(21...21)[0])[0]) == nil)
        try end.run()
        #expect(generation != nil)
        queries.leaveSnapshot()
        #expect(generation == nil)
    }

    @Test("a reader finds whatever was acknowledged, while keys come in and are settled")
    func race() async throws {
        let (unsettled, commits) = (UnsettledIndex(), CommitSequence())
        let acknowledged = Acknowledged()
        try place.open().close()
        let last = 1_500
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [place] in
                let desk = try WritingDesk(in: place, unsettled: unsettled, commits: commits)
                for first in stride(from: 1, through: last, by: 10) {
                    try desk.run(
                        ImportUsers(users: try UnsettledFixture.records(first...first + 9)))
                    acknowledged.last.withLock { $0 = first + 9 }
                    for kind in KeyKind.allCases {
                        try desk.settle(kind, atMost: first % 300 == 1 ? 400 : 7)
                    }
                }
            }
            for step in [7, 11] {
                group.addTask { [place] in
                    let reader = try SQLiteReader(
                        database: StoreFile(folder: place.folder).openReader(label: "t"),
                        commits: commits, unsettled: unsettled, sealing: EventCodec())
                    var (number, known) = (0, 0)
                    while known < last {
                        known = acknowledged.last.withLock { $0 }
                        if known == 0 { await Task.yield() }
                        for _ in 0..<min(known, 20) {
                            number = number % known + step
                            let chosen = min(number, known)
                            let record = try UnsettledFixture.records(chosen...chosen)[0]
                            for key in try UnsettledFixture.keys(of: record) {
                                #expect(try reader.user(key)?.email == record.email.spelling)
                            }
                        }
                        reader.endBatch()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try place.problems() == [])
    }

    @Test("a store that was closed before its keys were settled knows them, and settles them")
    func restart() async throws {
        let records = try UnsettledFixture.records(1...40)
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            try desk.settle(.uuid, atMost: 10)
            try desk.run(EraseUser(uuid: try #require(records[39].uuid)))
        }
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        for record in records.dropLast() {
            for key in try UnsettledFixture.keys(of: record) {
                #expect(try harness.user(key)?.email == record.email.spelling)
            }
        }
        let again = try await harness.run(ImportUsers(users: records))
        #expect(again.unchanged == 39)
        #expect(again.rejections.map(\.reason) == ["uuid: belongs to an erased user"])
        #expect(try store.verify().problems == [])
        store.close()
        let desk = try WritingDesk(in: place)
        while KeyKind.allCases.contains(where: { desk.unsettledCount($0) > 0 }) {
            try desk.settleChunk()
        }
        try desk.expectAll(Array(records.dropLast()))
        #expect(try place.problems() == [])
    }

    @Test("after a kill nothing is missed or twice, whatever was settled, changed or made since")
    func kill() throws {
        let records = try UnsettledFixture.records(1...40)
        let number = try Fixture.number("+16660000000")
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            // All of one kind, some of the others.
            try desk.settle(.uuid, atMost: 40)
            try desk.settle(.phone, atMost: 7)
            try desk.run(
                FindOrCreateUser(
                    email: try Fixture.email("other@example.com"), requestedUUID: nil,
                    freshUUID: Fixture.freshUUID()))
            for record in records.prefix(9) {
                let uuid = try #require(record.uuid)
                try desk.run(UpdatePhoneNumber(uuid: uuid, change: .set(number)))
            }
        }
        let desk = try WritingDesk(in: place)
        for kind in KeyKind.allCases {
            #expect(desk.unsettledCount(kind) == (kind == .phone ? 40 : 41))
        }
        for _ in 0..<2 {
            try desk.expectAll(Array(records.dropFirst(9)))
            for record in records.prefix(9) {
                #expect(try desk.user(.email(record.email))?.phoneNumber == number)
                #expect(try desk.user(.phoneNumber(try #require(record.phoneNumber))) == nil)
            }
            #expect(try desk.user(.phoneNumber(number))?.email == records[8].email.spelling)
            #expect(try desk.user(.email(try Fixture.email("other@example.com"))) != nil)
            #expect(try place.problems() == [])
            try desk.settleChunk()
        }
        for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == 0) }
    }

    @Test("an import settles as it goes, also what few of its users have, and what comes in order")
    func goingOn() throws {
        let desk = try WritingDesk(in: place)
        desk.setRoom(1_000)
        var most = 0
        for first in stride(from: 1, to: 60_000, by: 3_000) {
            let records = try (first..<first + 3_000).map { number in
                try Fixture.imported(
                    // Before all that are there, now and then one that stays behind.
                    Int64(number), "\(number % 5_000 == 0 ? "z" : "a")\(1_000_000 - number)@b.com",
                    uuid: "uuid-\(number)",
                    phoneNumber: number < 50 ? "+1555\(1_000_000 + number)" : nil)
            }
            #expect(try desk.run(ImportUsers(users: records)).created == 3_000)
            let head = desk.transaction.state.head.position
            most = max(most, Int(head - (desk.transaction.state.unsettledAfter ?? head)))
        }
        // Of 60 000 events: what comes in while two rounds are given.
        #expect(most < 12_000)
        #expect(desk.unsettledCount(.phone) == 0)
        #expect(try place.problems() == [])
    }

    @Test("users that come one by one are put in order together")
    func oneByOne() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...50)
        for record in records { try desk.run(ImportUsers(users: [record])) }
        #expect(desk.transaction.state.unsettled.pendingUsers == 50)
        #expect(desk.transaction.state.unsettled[.uuid].oldest == nil)
        try desk.expectAll(records)
        #expect(try place.problems() == [])
        try desk.settleChunk()
        try desk.expectAll(records)
        #expect(try place.problems() == [])
    }

    @Test("an import that is refused, alone or beside other commands, leaves nothing behind")
    func refusedBesides() async throws {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        let records = try UnsettledFixture.records(1...90)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in stride(from: 0, to: 90, by: 3) {
                let own = Array(records[first..<first + 3])
                group.addTask {
                    await #expect(throws: (any Error).self) {
                        try await harness.run(
                            PlantedCommand<Void> { transaction, context in
                                _ = try ImportUsers(users: own)
                                    .execute(in: transaction, context: context)
                                throw Refusal.notFound
                            })
                    }
                    _ = try await harness.run(ImportUsers(users: Array(own.dropLast())))
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.verify().problems == [])
        for (index, record) in records.enumerated() {
            for key in try UnsettledFixture.keys(of: record) {
                let email = index % 3 == 2 ? nil : record.email.spelling
                #expect(try harness.user(key)?.email == email)
            }
        }
        store.close()
        #expect(try place.problems() == [])
    }

    @Test("a writer that is left alone settles all keys by itself", .timeLimit(.minutes(1)))
    func idle() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let records = try UnsettledFixture.records(1...500)
        #expect(try await harness.run(ImportUsers(users: records)).created == 500)
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let queries = try UnsettledQueries(on: connection)
        while try queries.unsettledAfter() != nil { await Task.yield() }
        for kind in KeyKind.allCases {
            let count = try PreparedStatement("SELECT count(*) FROM \(kind.table)", on: connection)
            #expect(try count.step())
            #expect(count.int64(0) == 500)
            count.reset()
        }
        #expect(try store.verify().problems == [])
    }
}
