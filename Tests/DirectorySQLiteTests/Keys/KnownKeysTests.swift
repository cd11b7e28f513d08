import DirectoryDomain
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("What an import knows of who was there before")
struct KnownKeysTests {
    private let place = TemporaryStore()

    private func bring(_ numbers: ClosedRange<Int>, at desk: WritingDesk) throws {
        let records = try numbers.map {
            try Fixture.imported(Int64($0), "u\($0)@example.com", uuid: "uuid-\($0)")
        }
        #expect(try desk.run(ImportUsers(users: records)).created == Int64(records.count))
    }

    @Test("all is looked up until all are known, which ends though there is always one more")
    func learning() throws {
        let desk = try WritingDesk(in: place)
        try bring(1...40, at: desk)
        let connection = try RawConnection(StoreFile(folder: place.folder).openReader(label: "t"))
        let known = try KnownKeys(users: 0, on: connection)
        #expect(known.mayHold(KeyHash("nobody", .uuid)))
        try known.learn()
        #expect(known.mayHold(KeyHash("nobody", .uuid)))
        for number in 41...42 {
            try bring(number...number, at: desk)
            try known.learn()
        }
        #expect(!known.mayHold(KeyHash("nobody", .uuid)))
        for number in 1...41 {
            #expect(known.mayHold(KeyHash("uuid-\(number)", .uuid)))
            #expect(known.mayHold(KeyHash("u\(number)@example.com", .email)))
        }
    }
}
