import DirectoryDomain
import EventCoding
import TestSupport
import Testing

@testable import DirectorySQLite

/// Users to import, whose keys come in at random places of their order.
enum UnsettledFixture {
    static func records(_ numbers: ClosedRange<Int>) throws -> [ImportedUser] {
        try numbers.map { number in
            try Fixture.imported(
                Int64(number), "u\(number)@example.com", uuid: "uuid-\(number * 7919 % 10_007)",
                phoneNumber: "+1555\(1_000_000 + number * 6151 % 99_991)")
        }
    }

    static func keys(of record: ImportedUser) throws -> [UserKey] {
        let number = try #require(record.phoneNumber)
        return [
            .uuid(try #require(record.uuid)), .email(record.email), .phoneNumber(number),
            .canonicalPhoneNumber(number.value),
        ]
    }
}

extension WritingDesk {
    /// A reader finds each of them by all of its keys.
    func expectAll(_ records: [ImportedUser]) throws {
        for record in records {
            for key in try UnsettledFixture.keys(of: record) {
                #expect(try user(key)?.email == record.email.spelling)
            }
        }
    }
}

extension TemporaryStore {
    /// What a proof of the file finds.
    func problems() throws -> [String] {
        let connection = try RawConnection(StoreFile(folder: folder).openReader(label: "v"))
        return try StoreVerifier(on: connection, sealing: EventCodec()).verify().problems
    }
}
