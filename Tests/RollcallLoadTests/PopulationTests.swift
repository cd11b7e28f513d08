import DirectoryAPI
import Testing

@testable import rollcall_load

@Suite("The population")
struct PopulationTests {
    @Test("no two users share a uuid, an address or a number", arguments: Population.Text.allCases)
    func textsAreDistinct(text: Population.Text) {
        let count = 20_000
        #expect(Set((0..<count).map { Population.string(text, of: $0) }).count == count)
    }

    @Test("a user is the same in every run")
    func usersAreReproducible() {
        #expect(Population.string(.email, of: 0) == "user0000000000@example.com")
        #expect(Population.string(.email, of: 1) == "user2654435761@example.com")
        #expect(Population.string(.phoneNumber, of: 1) == "+14654435761")
        #expect(Population.string(.uuid, of: 7) == Population.string(.uuid, of: 7))
    }

    @Test("a uuid has the form of version 4")
    func uuidHasItsForm() {
        let form = #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#
        for user in 0..<1_000 {
            #expect(Population.string(.uuid, of: user).wholeMatch(of: form) != nil)
        }
    }

    @Test("the last user that may be is written without an overflow")
    func lastUserIsWritten() {
        let last = Population.maximumCount - 1
        #expect(Population.string(.phoneNumber, of: last).utf8.count == 12)
        #expect(Population.string(.email, of: last).utf8.count == 26)
    }

    @Test("a number that an update sets belongs to no user")
    func spareNumbersAreApart() {
        let highest = String(repeating: " ", count: 12)
        var bytes = Array(highest.utf8)
        Population.writeSpareNumber(1_999_999_999, to: &bytes, at: 0)
        #expect(String(decoding: bytes, as: UTF8.self) == "+11999999999")
        let lowest = (0..<20_000).map { Population.string(.phoneNumber, of: $0) }.min()
        #expect(lowest! >= "+12000000000")
    }
}
