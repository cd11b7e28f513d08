import DirectoryAPI
import Foundation
import Testing

@testable import rollcall

struct ImportTests {
    /// A reader of a file that nobody else sees: unlinked while it is open.
    private func reader(_ text: String) throws -> LineReader {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rollcall-import-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return LineReader(try FileHandle(forReadingFrom: file))
    }

    @Test("lines come one by one, the last without a line break too")
    func lines() throws {
        var reader = try reader("one\n\ntwo\r\nthree")
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(
            lines
                == ["one", "", "two\r", "three"].map { .text(Array($0.utf8)) })
        #expect(reader.consumed == 15)
    }

    @Test("a line longer than any record is skipped to its end")
    func longLine() throws {
        let long = String(repeating: "x", count: 700_000)
        var reader = try reader("a\n\(long)\nb\n\(long)")
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(lines == [.text([0x61]), .tooLong, .text([0x62]), .tooLong])
    }

    private func record(_ text: String) -> ImportRecord {
        ImportRecord(.text(Array(text.utf8)))
    }

    @Test("a record has an address and what else the directory may be told")
    func records() {
        #expect(
            record(#"{"email":"e","phone_number":"p","organizationIds":["o"]}"#)
                == .user(UserRecord(email: "e", phoneNumber: "p", organizationIDs: ["o"])))
        #expect(record(" \r") == .nothing)
    }

    @Test(
        "a bad record is told without a word of what it holds",
        arguments: [
            "ada@example.com", #"{"email":"ada@example.com""#, #"{"ada@example.com":1}"#,
            #"{"email":["ada@example.com"]}"#, #"{"uuid":"ada@example.com"}"#,
            #"{"email":"ada@example.com","authy_id":5}"#, #""ada@example.com""#,
        ])
    func bad(_ text: String) {
        guard case .bad(let reason) = record(text) else {
            Issue.record("taken: \(text)")
            return
        }
        #expect(!reason.contains("ada"))
    }

    @Test("the second record of one address is refused, with the number of its line")
    func twice() throws {
        var source = RecordSource(
            try reader("{\"email\":\"A@b.c\"}\n\n{\"email\":\" a@B.C \"}\n"))
        #expect(try source.next() == .user(UserRecord(email: "A@b.c")))
        #expect(try source.next() == .bad("email: given before"))
        #expect(source.line == 3)
        #expect(try source.next() == nil)
    }

    @Test("a tally counts everything and names the first hundred rejections in order")
    func tally() {
        var tally = ImportTally()
        tally.count(.created, ofLine: 1)
        tally.count(.updated, ofLine: 2)
        for line in (3...152).reversed() { tally.count(.rejected("why"), ofLine: line) }
        #expect(tally.rejected == 150)
        guard case .array(let named)? = tally.json["rejections"] else {
            Issue.record("no rejections")
            return
        }
        #expect(named.count == ImportTally.namedRejections)
        #expect(named[0] == .string("line 53: why"))
        #expect(tally.json["created"] == .number("1"))
    }

    @Test("progress is a bar when the size is known, a count when not")
    func progress() {
        #expect(
            ProgressBar.line(done: 50, total: 100, records: 7)
                == "[####################....................] 50 %  7 records")
        #expect(ProgressBar.line(done: 50, total: nil, records: 7) == "7 records")
    }
}
