import Testing

@testable import DirectoryAPI

@Suite struct RandomIDTests {
    @Test("many numbers drawn at once are all different, and none is 0")
    func unique() async {
        let numbers = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<8 { group.addTask { (0..<5_000).map { _ in RandomID.next() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.count == 40_000 && Set(numbers).count == 40_000)
        #expect(!numbers.contains(0))
    }

    @Test("about half of the bits are set")
    func spread() {
        let bits = (0..<10_000).reduce(0) { sum, _ in sum + RandomID.next().nonzeroBitCount }
        #expect((300_000...340_000).contains(bits))
    }
}
