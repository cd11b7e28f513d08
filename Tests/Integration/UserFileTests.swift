import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("Files of users")
struct UserFileTests {
    private static func lines(_ numbers: ClosedRange<Int>) -> String {
        numbers.map(line).joined(separator: "\n") + "\n"
    }

    private static func line(_ number: Int) -> String {
        let fraction = String(number % 1_000 + 1_000).dropFirst()
        return """
            {"uuid":"u-\(number)","email":"u\(number)@example.com",\
            "phone_number":"+1555\(1_000_000 + number)","authy_id":\(number + 10),\
            "created_at":"2024-01-15T10:30:00.\(fraction)Z"}
            """
    }

    private static func counts(_ tool: Tool.Result) throws -> [Int] {
        let object = try JSONSerialization.jsonObject(with: Data(tool.output.utf8))
        let members = try #require(object as? [String: Any])
        return ["created", "unchanged", "rejected"].map { members[$0] as? Int ?? -1 }
    }

    @Test(
        "an export imported into an empty daemon gives the same export", arguments: ["a", "a.csv"])
    func roundTrip(_ name: String) async throws {
        let first = try await LiveDaemon.start()
        let organization = try await first.rollcall("org", "create", "Eins, \"zwei\"").line
        try await first.create("plain@example.com", phone: "+1-555-0123")
        let ada = try await first.create("Ada,\"Countess\"@example.com")
        _ = try await first.rollcall("member", "add", organization, ada.uuid)
        let path = first.folder.file(name)
        let exported = try await first.rollcall("users", "export", path, "--output", "json")
        #expect(exported.exitCode == 0, "\(exported.errors)")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let second = try await LiveDaemon.start()
        if name.hasSuffix("csv") {
            // CSV brings no organizations: they are carried over first.
            let all = try await first.client.call(
                ListOrganizations.self, ListOrganizationsRequest())
            _ = try await second.client.upload(ImportUsers.self) { writer in
                try await writer.send(ImportUsersRequest(organizations: all.organizations))
            }
        }
        let done = try await second.rollcall("users", "import", path, "--output", "json")
        #expect(done.exitCode == 0, "\(done.errors)")
        #expect(try Self.counts(done) == [2, 0, 0])
        let again = second.folder.file(name)
        #expect(try await second.rollcall("users", "export", again).exitCode == 0)
        #expect(
            FileManager.default.contents(atPath: path)
                == FileManager.default.contents(atPath: again))
        try await second.expectWhole()
        let left = try FileManager.default.contentsOfDirectory(atPath: second.folder.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
    }

    @Test("a file that is not what its checksum says is refused, and nothing is taken in")
    func checksum() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("a@example.com")
        let path = daemon.folder.file("u.ndjson")
        #expect(try await daemon.rollcall("users", "export", path).exitCode == 0)
        let other = try await LiveDaemon.start()
        let changed = try String(contentsOfFile: path, encoding: .utf8)
            .replacing("a@example", with: "b@example")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
        let refused = try await other.rollcall("users", "import", path)
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("sha256"))
        #expect(try await other.status().users == 0)
    }

    @Test("an import that a crash cut short is finished by running it again")
    func cutShort() async throws {
        let daemon = try await LiveDaemon.start()
        let path = try daemon.folder.write(Self.lines(1...20_000), to: "u.ndjson")
        let watch = daemon.client.stream(WatchEvents.self, WatchEventsRequest())
        async let cut = daemon.rollcall("users", "import", path)
        // Mostly in the middle: the first events are there. An import that was faster than the
        // signal has nothing left to finish, and the same must hold.
        var seen = watch.makeAsyncIterator()
        _ = try await seen.next()
        _ = await daemon.program.stop(with: 9)
        let exitCode = try await cut.exitCode

        let again = try await LiveDaemon.start(in: daemon.folder)
        let before = try await again.status().users
        #expect(exitCode == 1 || before == 20_000)
        let done = try await again.rollcall("users", "import", path, "--output", "json")
        #expect(try Self.counts(done) == [20_000 - Int(before), Int(before), 0])
        #expect(try await again.status().users == 20_000)
        #expect(try await again.status().lastPosition == 40_000)
        let user = try await again.client.call(
            LookupUser.self, LookupUserRequest(key: UserKey(.uuid("u-17000"))))
        #expect(user.authyID == 17_010 && user.phoneNumber == "+15551017000")
        try await again.expectWhole()
    }

    private static let planted = """
        {"uuid":"u-1","email":"planted-1@example.com","phone_number":"+15550000001"}
        {"uuid":"u-1","email":"planted-2@example.com"}
        {"uuid":"u-2","email":"planted-1@example.com"}
        {"uuid":"planted !","email":"planted-3@example.com"}
        {"email":"planted-4 at example"}
        {"planted-5":1}
        {"uuid":"u-6","email":"planted-6@example.com","phone_number":"001 555 0000001"}

        """

    @Test("rejections name lines and never what they hold, and a rehearsal says the same")
    func rejections() async throws {
        let daemon = try await LiveDaemon.start()
        let path = try daemon.folder.write(Self.planted, to: "u.ndjson")
        let rehearsed = try await daemon.rollcall(
            "users", "import", path, "--dry-run", "--output", "json")
        #expect(rehearsed.exitCode == 1)
        #expect(try Self.counts(rehearsed) == [2, 0, 5])
        #expect(rehearsed.output.contains("line 7: phone_number: also in line 1"))
        #expect(try await daemon.status().users == 0)
        let done = try await daemon.rollcall("users", "import", path, "--output", "json")
        #expect(done.exitCode == 1)
        #expect(try Self.counts(done) == [2, 0, 5])
        for text in [done.output, done.errors, rehearsed.output, rehearsed.errors] {
            #expect(!text.contains("planted"))
        }
        for line in 2...6 {
            #expect(done.output.contains("line \(line): "))
            #expect(rehearsed.output.contains("line \(line): "))
        }
        let again = try await daemon.rollcall(
            "users", "import", path, "--dry-run", "--output", "json")
        #expect(try Self.counts(again) == [0, 2, 5])
    }
}
