import Testing

@testable import DirectorySQLite

@Suite("The filter of keys")
struct KeyFilterTests {
    @Test("never denies what was added, however far it has grown, and seldom finds anything else")
    func answers() {
        var filter = KeyFilter()
        let before = filter.bytes
        for number in 0..<200_000 { filter.add(KeyHash("key \(number)", .uuid)) }
        #expect(filter.bytes > before)
        #expect((0..<200_000).allSatisfy { filter.mayHold(KeyHash("key \($0)", .uuid)) })
        let wrong = (0..<100_000).count { filter.mayHold(KeyHash("other \($0)", .uuid)) }
        #expect(wrong < 1_000)
    }

    @Test("tells a uuid from an address that reads the same")
    func kinds() {
        var filter = KeyFilter()
        for number in 0..<1_000 { filter.add(KeyHash("key \(number)", .uuid)) }
        #expect((0..<1_000).count { filter.mayHold(KeyHash("key \($0)", .email)) } < 10)
    }

    @Test("has room for what it is said to be for, in two bytes a key")
    func room() {
        let filter = KeyFilter(room: 1_000_000)
        #expect((2_000_000...2_000_064).contains(filter.bytes))
    }
}
