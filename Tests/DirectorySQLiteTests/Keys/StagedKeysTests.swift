import DirectoryDomain
import EventCoding
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Keys that are not settled")
struct StagedKeysTests {
    private let place = TemporaryStore()

    private static func records(_ numbers: ClosedRange<Int>) throws -> [ImportedUser] {
        try numbers.map { number in
            try Fixture.imported(
                Int64(number), "u\(number)@example.com", uuid: "uuid-\(number * 7919 % 1009)",
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

    @Test("an import's users are found by all their keys in every level, and the store is whole")
    func lookUps() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...60)
        #expect(try desk.run(ImportUsers(users: records)).created == 60)
        for kind in KeyKind.allCases { #expect(desk.staged[kind, .newest] == 60) }
        try expectAll(records, at: desk)
        // Chunks that end inside, at the end, and begin again.
        for (chunk, moved) in [(25, 25), (25, 50), (25, 60)] {
            for kind in KeyKind.allCases { try desk.moveOn(kind, atMost: Int64(chunk)) }
            for kind in KeyKind.allCases { #expect(desk.staged[kind, .recent] == Int64(moved)) }
            try expectAll(records, at: desk)
            #expect(try problems() == [])
        }
        try desk.settleChunk()
        #expect(desk.staged.isEmpty)
        #expect(desk.commits.staging & 1 == 0)
        try expectAll(records, at: desk)
        #expect(try problems() == [])
    }

    @Test("what was imported is taken, whatever level its keys are in")
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
            for kind in KeyKind.allCases { try desk.moveOn(kind, atMost: 2) }
        }
        try desk.settleChunk()
        #expect(try desk.run(ImportUsers(users: records)).unchanged == 3)
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

    @Test("a number that is changed, removed or erased is found no more, whatever level it was in")
    func changes() throws {
        let desk = try WritingDesk(in: place)
        let records = try Self.records(1...9)
        try desk.run(ImportUsers(users: records))
        // Three in each level.
        try desk.moveOn(.phone, atMost: 6)
        try desk.moveOn(.email, atMost: 6)
        try desk.run(PlantedSettling(kinds: [.phone, .email], count: 3))
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
        try desk.settleChunk()
        #expect(desk.staged.isEmpty)
        #expect(try problems() == [])
    }

    @Test("what is erased is in no file, whatever tables its keys have been through")
    func erasure() throws {
        let records = try (1...900).map { number in
            try Fixture.imported(
                Int64(number), "gone-\(number * 7919 % 1009)@example.com", uuid: "uuid-\(number)",
                phoneNumber: "+15557\(100_000 + number * 6151 % 99_991)")
        }
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            for kind in KeyKind.allCases { try desk.moveOn(kind, atMost: 600) }
            try desk.run(PlantedSettling(kinds: [.phone, .email], count: 300))
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

    @Test("of several holders the latest is found, whatever levels they are in")
    func holders() throws {
        let desk = try WritingDesk(in: place)
        let number = try Fixture.number("+15550100")
        func bring(_ name: String) throws {
            let record = try Fixture.imported(
                1, "\(name)@example.com", uuid: name, phoneNumber: "+15550100")
            try desk.run(ImportUsers(users: [record]))
        }
        try bring("first")
        try desk.moveOn(.phone, atMost: 1)
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
    }

    @Test("a number that more hold than a chunk is long moves on in chunks all the same")
    func manyHolders() throws {
        let desk = try WritingDesk(in: place)
        let records = try (1...10).map {
            try Fixture.imported(Int64($0), "u\($0)@example.com", phoneNumber: "+15550100")
        }
        try desk.run(ImportUsers(users: records))
        for left in [7, 4, 1, 0] {
            try desk.moveOn(.phone, atMost: 3)
            #expect(desk.staged[.phone, .newest] == Int64(left))
        }
        #expect(try problems() == [])
    }

    @Test("a refused command leaves the counts as they were")
    func refusal() throws {
        let desk = try WritingDesk(in: place)
        try desk.run(ImportUsers(users: try Self.records(1...2)))
        let before = desk.staged
        #expect(throws: Refusal.self) {
            try desk.run(
                PlantedCommand<Void> { transaction, context in
                    _ = try ImportUsers(users: Self.records(3...5))
                        .execute(in: transaction, context: context)
                    throw Refusal.notFound
                })
        }
        #expect(desk.staged == before)
    }

    @Test("a store that was closed before its keys were settled knows them, and settles them")
    func restart() async throws {
        let records = try Self.records(1...40)
        do {
            let desk = try WritingDesk(in: place)
            try desk.run(ImportUsers(users: records))
            try desk.moveOn(.uuid, atMost: 10)
        }
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        for record in records {
            for key in try Self.keys(of: record) {
                #expect(try harness.user(key)?.email == record.email.spelling)
            }
        }
        #expect(try await harness.run(ImportUsers(users: records)).unchanged == 40)
        #expect(try store.verify().problems == [])
    }

    @Test("a writer that is left alone settles all keys by itself", .timeLimit(.minutes(1)))
    func idle() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let records = try Self.records(1...500)
        #expect(try await harness.run(ImportUsers(users: records)).created == 500)
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let keys = try KeyWrites(users: 0, on: connection)
        while try !keys.staged(on: connection).isEmpty { await Task.yield() }
        #expect(try store.verify().problems == [])
    }
}

/// Moves some of the recent keys on to where they stay.
private struct PlantedSettling: Command {
    let kinds: [KeyKind]
    let count: Int64

    func execute(in transaction: any DirectoryTransaction, context: CommandContext) throws {
        guard let transaction = transaction as? SQLiteTransaction else {
            throw StoreFailure.unavailable
        }
        for kind in kinds {
            try transaction.writes.keys.moveOn(
                kind, .recent, atMost: count, in: &transaction.state.staged)
        }
    }
}
