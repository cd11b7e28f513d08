import Testing

@testable import DirectorySQLite

@Suite("Traces of personal data")
struct PersonalTracesTests {
    private func traces(_ text: String, known: [String] = []) -> PersonalTraces {
        var traces = PersonalTraces()
        traces.take(Array(text.utf8), position: 7, known: known)
        return traces
    }

    @Test(
        "a number is found however it is spelled",
        arguments: [
            "+15551234567", "x 1 (555) 123-4567 y", "tel:15551234567;", "0015551234567",
            "\u{1}1.555.123/4567\u{2}",
        ])
    func spellings(_ text: String) {
        #expect(traces(text).position(ofNumber: "+1 555-123-4567") == 7)
    }

    @Test(
        "digits that are not all of a number, or not in its order, are not that number",
        arguments: ["***4567", "1555123456", "7654321555 1", "1555x1234567"])
    func others(_ text: String) {
        #expect(traces(text).position(ofNumber: "+15551234567") == nil)
    }

    @Test("a number that can't be told from a mask is not looked for")
    func shortNumbers() {
        #expect(traces("***4567").position(ofNumber: "4567") == nil)
        #expect(traces("54567").position(ofNumber: "5-4567") == 7)
    }

    @Test("an identifier that must be there is not looked at, what is beside it is")
    func identifiers() {
        let uuid = "5551234567"
        #expect(traces("a\(uuid)b", known: [uuid]).position(ofNumber: uuid) == nil)
        #expect(traces("\(uuid) \(uuid)", known: [uuid]).position(ofNumber: uuid) == 7)
    }

    @Test("an address is found in any case, and only as a whole")
    func addresses() {
        let found = traces("\u{12}\u{10}sub:Ann.Onym@Example.com\u{3A}")
        #expect(found.position(ofAddress: "ann.onym@example.com") == 7)
        #expect(found.position(ofAddress: "onym@example.org") == nil)
        #expect(traces("2@sub:service").position(ofAddress: "ann@example.com") == nil)
    }

    @Test("an address of other letters than ASCII is found between any bytes")
    func otherLetters() {
        var bytes: [UInt8] = [0x12, 0xFF]
        bytes += Array("jürgen@exämple.de".utf8) + [0xC3]
        var traces = PersonalTraces()
        traces.take(bytes, position: 3, known: [])
        #expect(traces.position(ofAddress: "jürgen@exämple.de") == 3)
    }

    @Test("what never ends is given up, and said to be")
    func endless() {
        var traces = PersonalTraces()
        var text = ""
        for index in 0..<60_000 { text += "\(index * 7_919)" }
        traces.take(Array(text.utf8), position: 1, known: [])
        #expect(!traces.isComplete)
    }
}
