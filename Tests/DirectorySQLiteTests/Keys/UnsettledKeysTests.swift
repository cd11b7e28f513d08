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

@Suite("Keys that are not settled")
struct UnsettledKeysTests {
    private let place = TemporaryStore()

    private static func records(_ numbers: ClosedRange<Int>) throws -> [ImportedUser] {
        try numbers.map { number in
            try Fixture.imported(
                Int64(number), "u\(number)@example.com", uuid: "uuid-\(number * 7919 % 10_007)",
                phoneNumber: "+1555\(1_000_000 + number * 6151 % 99_991)")
        }
    }

    private static func keys(of record: ImportedUser) throws -> [UserKey] {
        let number = try #require(record.phoneNumber)
        return [
            .uuid(try #require(record.uuid)), .email(record.email), .phoneNumber(number),
            .canonicalPhoneNumber(number.value),
        ]
    }

    /// A reader finds each of them by all of its keys.
    private func expectAll(_ records: [ImportedUser], at desk: WritingDesk) throws {
        for record in records {
            for key in try Self.keys(of: record) {
                #expect(try desk.user(key)?.email == record.email.spelling)
            }
        }
    }

    private func problems() throws -> [String] {
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "v"))
        return try StoreVerifier(on: connection, sealing: EventCodec()).verify().problems
    }

    @Test("an import's users are found by all their keys, settled or not, and the store is whole")
    func lookUps() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...60)
        #expect(try desk.run(ImportUsers(users: records)).created == 60)
        for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == 60) }
        try expectAll(records, at: desk)
        for left in [35, 10, 0] {
            for kind in KeyKind.allCases { try desk.settle(kind, atMost: 25) }
            for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == left) }
            try expectAll(records, at: desk)
            #expect(try problems() == [])
        }
        #expect(desk.unsettled.oldest.count == 0)
    }

    @Test("what was imported is taken, whether its keys are settled or not")
    func claims() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...3)
        try desk.run(ImportUsers(users: records))
        for _ in 0..<3 {
            #expect(try desk.run(ImportUsers(users: records)).unchanged == 3)
            let found = try desk.run(
                FindOrCreateUser(
                    email: records[0].email, requestedUUID: nil, freshUUID: Fixture.freshUUID()))
            #expect(!found.created)
            #expect(found.user.uuid == records[0].uuid)
            #expect(throws: Refusal.uuidTaken) {
                try desk.run(
                    FindOrCreateUser(
                        email: try Fixture.email("new@example.com"), requestedUUID: records[0].uuid,
                        freshUUID: Fixture.freshUUID()))
            }
            for kind in KeyKind.allCases { try desk.settle(kind, atMost: 2) }
        }
        #expect(try desk.run(ImportUsers(users: records)).unchanged == 3)
        var twin = try Self.records(4...4)
        twin += try Self.records(4...4)
        let outcome = try desk.run(ImportUsers(users: twin))
        #expect(outcome.created == 1 && outcome.unchanged == 1)
        #expect(try problems() == [])
    }

    @Test("what was there before the store was opened is taken from the first import on")
    func claimsOfBefore() throws {
        let records = try Self.records(1...200)
        try WritingDesk(in: place).run(ImportUsers(users: records))
        let desk = try WritingDesk(in: place)
        for record in [records[199], records[0]] + records {
            #expect(try desk.run(ImportUsers(users: [record])).unchanged == 1)
            var other = record
            other.uuid = nil
            other.authyID = 9_999
            #expect(try desk.run(ImportUsers(users: [other])).rejections.count == 1)
        }
        #expect(try desk.run(ImportUsers(users: try Self.records(201...230))).created == 30)
        #expect(try desk.run(ImportUsers(users: try Self.records(190...240))).unchanged == 41)
        #expect(try problems() == [])
    }

    @Test("a number that is changed, removed or erased is found no more, settled or not")
    func changes() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...9)
        try desk.run(ImportUsers(users: records))
        for kind in [KeyKind.phone, .email] { try desk.settle(kind, atMost: 4) }
        for (index, record) in records.enumerated() {
            let uuid = try #require(record.uuid)
            switch index % 3 {
            case 0:
                let number = try Fixture.number("+1666000000\(index)")
                try desk.run(UpdatePhoneNumber(uuid: uuid, change: .set(number)))
                #expect(try desk.user(.phoneNumber(number))?.uuid == uuid)
            case 1: try desk.run(UpdatePhoneNumber(uuid: uuid, change: .remove))
            default:
                try desk.run(EraseUser(uuid: uuid))
                #expect(try desk.user(.email(record.email)) == nil)
                #expect(try desk.user(.uuid(uuid))?.isErased == true)
            }
            #expect(try desk.user(.phoneNumber(try #require(record.phoneNumber))) == nil)
        }
        #expect(try problems() == [])
        try desk.settleChunk()
        #expect(desk.unsettledCount(.phone) == 0)
        #expect(try problems() == [])
    }

    @Test("a number that is set anew before its key was settled has one row, of the new event")
    func setAnew() throws {
        let desk = try WritingDesk(in: place)
        let record = try Self.records(1...1)[0]
        try desk.run(ImportUsers(users: [record]))
        let number = try #require(record.phoneNumber)
        for change in [PhoneNumberChange.remove, .set(number)] {
            try desk.run(UpdatePhoneNumber(uuid: try #require(record.uuid), change: change))
        }
        #expect(try desk.user(.phoneNumber(number))?.email == record.email.spelling)
        try desk.settleChunk()
        #expect(try desk.user(.phoneNumber(number))?.email == record.email.spelling)
        #expect(try problems() == [])
    }

    @Test("what is erased is in no file, whether its keys were settled or not")
    func erasure() throws {
        let records = try (1...900).map { number in
            try Fixture.imported(
                Int64(number), "gone-\(number * 7919 % 1009)@example.com", uuid: "uuid-\(number)",
                phoneNumber: "+15557\(100_000 + number * 6151 % 99_991)")
        }
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            for kind in KeyKind.allCases { try desk.settle(kind, atMost: 450) }
            for record in records {
                try desk.run(EraseUser(uuid: try #require(record.uuid)))
            }
        }
        // Its log is copied into the file and emptied when it is closed.
        try place.open().close()
        for file in try place.files() {
            for text in ["gone-", "+15557"] {
                #expect(file.bytes.firstRange(of: Array(text.utf8)) == nil, "\(file.name)")
            }
        }
        #expect(try problems() == [])
    }

    @Test("of several holders the latest is found, whether their keys are settled or not")
    func holders() throws {
        let desk = try WritingDesk(in: place)
        let number = try Fixture.number("+15550100")
        func bring(_ name: String) throws {
            let record = try Fixture.imported(
                1, "\(name)@example.com", uuid: name, phoneNumber: "+15550100")
            try desk.run(ImportUsers(users: [record]))
        }
        try bring("first")
        try desk.settle(.phone, atMost: 1)
        try bring("second")
        #expect(try desk.user(.phoneNumber(number))?.email == "second@example.com")
        for change in [PhoneNumberChange.remove, .set(number)] {
            try desk.run(UpdatePhoneNumber(uuid: try Fixture.uuid("first"), change: change))
        }
        #expect(try desk.user(.phoneNumber(number))?.email == "first@example.com")
        #expect(try desk.user(.canonicalPhoneNumber("+15550100"))?.email == "first@example.com")
        try bring("third")
        #expect(try desk.user(.phoneNumber(number))?.email == "third@example.com")
        try desk.run(EraseUser(uuid: try Fixture.uuid("third")))
        #expect(try desk.user(.phoneNumber(number))?.email == "first@example.com")
        try desk.settleChunk()
        #expect(try desk.user(.phoneNumber(number))?.email == "first@example.com")
        #expect(try problems() == [])
    }

    @Test("each of a number's holders is listed once, the latest first, settled or not")
    func holderIDs() throws {
        let desk = try WritingDesk(in: place)
        let records = try (1...10).map {
            try Fixture.imported(Int64($0), "u\($0)@example.com", phoneNumber: "+15550100")
        }
        try desk.run(ImportUsers(users: records))
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let glance = UnsettledGlance(desk.unsettled)
        let keys = try KeyQueries(on: connection, glance: glance)
        for left in [10, 7, 4, 1, 0] {
            #expect(desk.unsettledCount(.phone) == left)
            glance.enterSnapshot()
            #expect(try keys.holders(ofPhoneKey: "+15550100") == (1...10).reversed())
            glance.leaveSnapshot()
            try desk.settle(.phone, atMost: 3)
        }
        #expect(try problems() == [])
    }

    @Test("what a refused import has announced is nobody's, and gets no row")
    func refusal() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...5)
        try desk.run(ImportUsers(users: Array(records[0..<2])))
        #expect(throws: Refusal.self) {
            try desk.run(
                PlantedCommand<Void> { transaction, context in
                    _ = try ImportUsers(users: records)
                        .execute(in: transaction, context: context)
                    throw Refusal.notFound
                })
        }
        for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == 2) }
        for key in try Self.keys(of: records[3]) { #expect(try desk.user(key) == nil) }
        try desk.settleChunk()
        #expect(try problems() == [])
        #expect(try desk.run(ImportUsers(users: records)).created == 3)
        try expectAll(records, at: desk)
    }

    @Test("a snapshot of before keys were settled still finds them, and everything goes with it")
    func olderSnapshot() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...20)
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
        try desk.run(ImportUsers(users: try Self.records(21...40)))
        #expect(desk.unsettled.oldest !== generation)
        for record in records {
            for key in try Self.keys(of: record) {
                #expect(try queries.users.user(key)?.email == record.email.spelling)
            }
        }
        #expect(try queries.users.user(Self.keys(of: Self.records(21...21)[0])[0]) == nil)
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
                    try desk.run(ImportUsers(users: try Self.records(first...first + 9)))
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
                            let record = try Self.records(chosen...chosen)[0]
                            for key in try Self.keys(of: record) {
                                #expect(try reader.user(key)?.email == record.email.spelling)
                            }
                        }
                        reader.endBatch()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try problems() == [])
    }

    @Test("a store that was closed before its keys were settled knows them, and settles them")
    func restart() async throws {
        let records = try Self.records(1...40)
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            try desk.settle(.uuid, atMost: 10)
            try desk.run(EraseUser(uuid: try #require(records[39].uuid)))
        }
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        for record in records.dropLast() {
            for key in try Self.keys(of: record) {
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
        try expectAll(Array(records.dropLast()), at: desk)
        #expect(try problems() == [])
    }

    @Test("a writer that is left alone settles all keys by itself", .timeLimit(.minutes(1)))
    func idle() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let records = try Self.records(1...500)
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
