import DirectoryDomain
import EventCoding
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Keys that are not settled")
struct UnsettledKeysTests {
    private let place = TemporaryStore()

    @Test("an import's users are found by all their keys, settled or not, and the store is whole")
    func lookUps() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...60)
        #expect(try desk.run(ImportUsers(users: records)).created == 60)
        for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == 60) }
        try desk.expectAll(records)
        for left in [35, 10, 0] {
            for kind in KeyKind.allCases { try desk.settle(kind, atMost: 25) }
            for kind in KeyKind.allCases { #expect(desk.unsettledCount(kind) == left) }
            try desk.expectAll(records)
            #expect(try place.problems() == [])
        }
        #expect(desk.unsettled.oldest.count == 0)
    }

    @Test("what was imported is taken, whether its keys are settled or not")
    func claims() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...3)
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
        var twin = try UnsettledFixture.records(4...4)
        twin += try UnsettledFixture.records(4...4)
        let outcome = try desk.run(ImportUsers(users: twin))
        #expect(outcome.created == 1 && outcome.unchanged == 1)
        #expect(try place.problems() == [])
    }

    @Test("what was there before the store was opened is taken from the first import on")
    func claimsOfBefore() throws {
        let records = try UnsettledFixture.records(1...200)
        try WritingDesk(in: place).run(ImportUsers(users: records))
        let desk = try WritingDesk(in: place)
        for record in [records[199], records[0]] + records {
            #expect(try desk.run(ImportUsers(users: [record])).unchanged == 1)
            var other = record
            other.uuid = nil
            other.authyID = 9_999
            #expect(try desk.run(ImportUsers(users: [other])).rejections.count == 1)
        }
        #expect(
            try desk.run(ImportUsers(users: try UnsettledFixture.records(201...230))).created == 30)
        #expect(
            try desk.run(ImportUsers(users: try UnsettledFixture.records(190...240))).unchanged
                == 41)
        #expect(try place.problems() == [])
    }

    @Test("a number that is changed, removed or erased is found no more, settled or not")
    func changes() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...9)
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
        #expect(try place.problems() == [])
        try desk.settleChunk()
        #expect(desk.unsettledCount(.phone) == 0)
        #expect(try place.problems() == [])
    }

    @Test("a number that is set anew before its key was settled has one row, of the new event")
    func setAnew() throws {
        let desk = try WritingDesk(in: place)
        let record = try UnsettledFixture.records(1...1)[0]
        try desk.run(ImportUsers(users: [record]))
        let number = try #require(record.phoneNumber)
        for change in [PhoneNumberChange.remove, .set(number)] {
            try desk.run(UpdatePhoneNumber(uuid: try #require(record.uuid), change: change))
        }
        #expect(try desk.user(.phoneNumber(number))?.email == record.email.spelling)
        try desk.settleChunk()
        #expect(try desk.user(.phoneNumber(number))?.email == record.email.spelling)
        #expect(try place.problems() == [])
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
        #expect(try place.problems() == [])
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
        #expect(try place.problems() == [])
    }

    @Test("a holder who wrote a number so, and one who is a member, is found behind later ones")
    func conditions() throws {
        let desk = try WritingDesk(in: place)
        let spellings = ["+1-555-0100", "+15550100", "+1 555 0100"]
        let records = try spellings.enumerated().map { index, spelling in
            var record = try Fixture.imported(
                Int64(index + 1), "u\(index)@example.com", phoneNumber: spelling)
            if index == 0 { record.organizationIDs = ["org-one-with-a-long-id"] }
            return record
        }
        let organization = Organization(
            id: "org-one-with-a-long-id", name: "One", createdAt: Timestamp(milliseconds: 1))
        try desk.run(ImportUsers(organizations: [organization], users: records))
        for left in [3, 2, 1, 0] {
            #expect(desk.unsettledCount(.phone) == left)
            for (index, spelling) in spellings.enumerated() {
                let number = try Fixture.number(spelling)
                #expect(try desk.user(.phoneNumber(number))?.email == "u\(index)@example.com")
                let holders = try desk.read {
                    (
                        try $0.holder(of: number, preferring: organization.id),
                        try $0.holder(of: number, preferring: "another")
                    )
                }
                #expect(holders.0?.email == "u0@example.com")
                #expect(holders.1?.email == "u2@example.com")
            }
            try desk.settle(.phone, atMost: 1)
        }
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
            #expect(try keys.holders(ofPhoneKey: "+15550100", atLeast: 1) == (1...10).reversed())
            glance.leaveSnapshot()
            try desk.settle(.phone, atMost: 3)
        }
        #expect(try place.problems() == [])
    }

    @Test("what a refused import has announced is nobody's, and gets no row")
    func refusal() throws {
        let desk = try WritingDesk(in: place)
        let records = try UnsettledFixture.records(1...5)
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
        for key in try UnsettledFixture.keys(of: records[3]) { #expect(try desk.user(key) == nil) }
        try desk.settleChunk()
        #expect(try place.problems() == [])
        #expect(try desk.run(ImportUsers(users: records)).created == 3)
        try desk.expectAll(records)
    }
}
