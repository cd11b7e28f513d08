import DirectoryAPI
import Foundation
import ProgramSettings
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

    private func entries(_ text: String, _ format: RecordFormat) throws -> [UserFile.Entry] {
        var file = UserFile(try reader(text), format: format)
        var entries: [UserFile.Entry] = []
        while let entry = try file.next() { entries.append(entry) }
        return entries
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

    private func record(_ text: String, columns: [String]? = nil) -> FileRecord {
        FileRecord(.init(line: 1, text: .text(Array(text.utf8))), columns: columns)
    }

    private static let whole = UserRecord(
        uuid: "u", email: "e,\"x\"@b.c", phoneNumber: "+1 555",
        createdAt: ProtoTimestamp(milliseconds: 1_705_314_600_123), authyID: 7,
        organizationIDs: ["org_1", "org_2"],
        updatedAt: ProtoTimestamp(milliseconds: 1_705_314_700_000))

    @Test("a record comes back from its line as it was", arguments: RecordFormat.allCases)
    func roundTrip(_ format: RecordFormat) {
        for user in [Self.whole, UserRecord(email: "a@b.c")] {
            let columns = format == .csv ? UserRecord.columns : nil
            #expect(record(user.line(format), columns: columns) == .user(user))
        }
        let organization = Organization(
            id: "org_1", name: "One", createdAt: ProtoTimestamp(seconds: 5))
        #expect(record(organization.line) == .organization(organization))
    }

    @Test("both spellings of a member are understood, and null is nothing")
    func spellings() {
        #expect(
            record(#"{"email":"e","phoneNumber":"p","organizationIds":["o"],"authyId":"5"}"#)
                == .user(
                    UserRecord(email: "e", phoneNumber: "p", authyID: 5, organizationIDs: ["o"])))
        #expect(record(#"{"email":"e","uuid":null}"#) == .user(UserRecord(email: "e")))
        #expect(record(" \r") == .nothing)
    }

    @Test(
        "a bad record is told without a word of what it holds",
        arguments: [
            "ada@example.com", #"{"email":"ada@example.com""#, #"{"ada@example.com":1}"#,
            #"{"email":["ada@example.com"]}"#, #"{"uuid":"ada@example.com"}"#,
            #"{"email":"e","authy_id":"ada"}"#, #"{"email":"e","created_at":"ada"}"#,
            #""ada@example.com""#, #"{"organization":"ada"}"#,
        ])
    func bad(_ text: String) {
        guard case .bad(let reason) = record(text) else {
            Issue.record("taken: \(text)")
            return
        }
        #expect(!reason.contains("ada"))
    }

    @Test(
        "a row that is no CSV, or has another number of values, is bad",
        arguments: ["a\"b,c", "\"a\"b,c", "\"a,b", "a", "a,b,c"])
    func badRows(_ text: String) {
        guard case .bad = record(text, columns: ["uuid", "email"]) else {
            Issue.record("taken: \(text)")
            return
        }
    }

    @Test("a line break between quotes belongs to the value, and lines go on counting")
    func quotedLines() throws {
        let entries = try entries("a,\"b\nc\"\nd,e\n", .csv)
        #expect(entries.map(\.line) == [1, 3])
        guard case .text(let bytes) = entries[0].text else { return }
        #expect(CSVRow.values(bytes) == ["a", "b\nc"])
    }

    @Test("a CSV file must name its columns, and those of a record only")
    func columns() throws {
        for heading in ["uuid,name", "email,name", "\n"] {
            var reader = PortionReader(
                UserFile(try reader(heading + "\na,b\n"), format: .csv), firstLine: 1)
            #expect(throws: ProgramFailure.self) { _ = try reader.next() }
        }
    }

    @Test("lines before the first one wanted are passed over")
    func fromLine() async throws {
        var reader = PortionReader(
            UserFile(
                try reader("email\na@b.c\nb@b.c\nc@b.c\n"), format: .csv), firstLine: 3)
        let portion = try #require(try reader.next())
        let users = await portion.task.value.users
        #expect(users.map(\.line) == [3, 4])
        #expect(users.map(\.record.email) == ["b@b.c", "c@b.c"])
        #expect(try reader.next() == nil)
    }

    @Test("a tally counts everything and names the first hundred rejections in order")
    func tally() {
        var tally = ImportTally()
        tally.countCreated()
        for line in (3...152).reversed() { tally.reject(line: line, "why") }
        #expect(tally.rejected == 150)
        guard case .array(let named)? = tally.json["rejections"] else {
            Issue.record("no rejections")
            return
        }
        #expect(named.count == ImportTally.namedLines)
        #expect(named[0] == .string("line 3: why"))
        #expect(tally.json["created"] == .number("1"))
    }

    @Test("progress has a bar and the time left when the size is known, a count when not")
    func progress() {
        #expect(
            ProgressBar.line(part: 0.5, records: 700, seconds: 70)
                == "[############............] 50 %  700 records, 10 a second, 1:10 left")
        #expect(
            ProgressBar.line(part: nil, records: 7, seconds: 0) == "7 records, 0 a second")
    }

    @Test("lines of one file that claim the same are told apart, and one number is shared")
    func claims() throws {
        var claims = FileClaims()
        func take(_ line: Int, _ record: UserRecord) -> String {
            do throws(RecordProblem) {
                return try claims.take(record, line: line) ? "same" : "new"
            } catch {
                return error.reason
            }
        }
        #expect(take(1, UserRecord(uuid: "u", email: " A@b.c", authyID: 5)) == "new")
        #expect(take(2, UserRecord(uuid: "u", email: "a@B.c")) == "same")
        #expect(take(3, UserRecord(email: "a@b.c ")) == "same")
        #expect(take(4, UserRecord(uuid: "v", email: "a@b.c")) == "email: also in line 1")
        #expect(take(5, UserRecord(uuid: "u", email: "x@b.c")) == "uuid: also in line 1")
        #expect(take(6, UserRecord(email: "y@b.c", authyID: 5)) == "authy_id: also in line 1")
        #expect(claims.shareNumber(UserRecord(phoneNumber: "+1 555-0123"), line: 1) == nil)
        #expect(claims.shareNumber(UserRecord(phoneNumber: "0015550123"), line: 2) == 1)
    }
}
