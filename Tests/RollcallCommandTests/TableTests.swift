import Testing

@testable import rollcall

struct TableTests {
    private let table = Table(
        [.text("ID"), .number("COUNT")], rows: [["a", "1"], ["longer", "1000"]])

    @Test("columns are as wide as their widest cell, numbers to the right")
    func columns() {
        #expect(
            table.lines(bold: false) == [
                "ID      COUNT",
                "a           1",
                "longer   1000",
            ])
    }

    @Test("headings are bold only where wanted")
    func bold() {
        #expect(table.lines(bold: true)[0] == "\u{1b}[1mID      COUNT\u{1b}[0m")
        #expect(!table.lines(bold: false).joined().contains("\u{1b}"))
    }

    @Test("one thing is a line a field, without headings")
    func fields() {
        let table = Table(fields: [("uuid", "u"), ("version", "12")])
        #expect(table.lines(bold: false) == ["uuid     u", "version  12"])
        #expect(table.lines(bold: true)[0] == "\u{1b}[1muuid   \u{1b}[0m  u")
    }

    @Test("a table without rows still says what its columns are")
    func empty() {
        #expect(Table([.text("ID")], rows: []).lines(bold: false) == ["ID"])
    }

    @Test("control characters in a value do not reach the terminal")
    func control() {
        let table = Table(fields: [("name", "a\u{1b}[2Jb\nc")])
        #expect(table.lines(bold: false) == ["name  a\u{fffd}[2Jb\u{fffd}c"])
    }
}
