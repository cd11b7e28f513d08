import DirectoryAPI
import RollcallClient
import Testing

@Suite("Streams of the daemon")
struct StreamTests {
    @Test("users are imported, exported and imported into another daemon, the same each time")
    func roundTrip() async throws {
        let first = try await LiveDaemon.start()
        let organization = try await first.client.call(
            CreateOrganization.self, CreateOrganizationRequest(name: "One"))
        let records = (1...2_500).map { Self.record($0, of: organization) }
        #expect(
            try await Self.bring(records, to: first) == ImportUsersResponse(created: 2_500))
        #expect(
            try await Self.bring(records, to: first) == ImportUsersResponse(unchanged: 2_500))
        let exported = try await Self.exported(first)
        #expect(exported.users == records)
        #expect(exported.organizations == [organization])
        try await first.expectWhole()

        let second = try await LiveDaemon.start()
        let answer = try await second.client.upload(ImportUsers.self) { writer in
            try await writer.send(
                ImportUsersRequest(users: exported.users, organizations: exported.organizations))
        }
        #expect(answer == ImportUsersResponse(created: 2_500))
        #expect(try await Self.exported(second) == exported)
        try await second.expectWhole()
    }

    @Test("a bad record is left out and named by its number over all messages")
    func rejections() async throws {
        let daemon = try await LiveDaemon.start()
        let answer = try await daemon.client.upload(ImportUsers.self) { writer in
            try await writer.send(
                ImportUsersRequest(users: [UserRecord(email: "a@example.com", authyID: 3)]))
            try await writer.send(
                ImportUsersRequest(users: [
                    UserRecord(email: "not an address"),
                    UserRecord(email: "b@example.com", authyID: 3),
                    UserRecord(email: "c@example.com", phoneNumber: "null"),
                ]))
        }
        #expect(answer.created == 1 && answer.rejected == 3)
        #expect(answer.rejections.map { RecordRejection($0)?.record } == [2, 3, 4])
        #expect(!answer.rejections.joined().contains("example"))
        try await daemon.expectWhole()
    }

    @Test("a watcher gets every event after a position, those to come too, and ends with the drain")
    func watching() async throws {
        let daemon = try await LiveDaemon.start()
        for number in 1...5 { try await daemon.create("u\(number)@example.com") }
        let watch = daemon.client.stream(
            WatchEvents.self, WatchEventsRequest(afterPosition: 2))
        var seen = watch.makeAsyncIterator()
        for position in 3...5 { #expect(try await seen.next()?.position == Int64(position)) }
        try await daemon.create("next@example.com", phone: "+15551234567")
        #expect(try await seen.next()?.payload == .userCreated(UserCreated()))
        #expect(try await seen.next()?.position == 7)
        daemon.program.send(15)
        let error = await #expect(throws: RollcallError.self) { _ = try await seen.next() }
        #expect(error?.code == .unavailable)
        #expect(await daemon.program.ending() == .exited(0))
    }

    @Test("a negative position is refused")
    func negative() async throws {
        let daemon = try await LiveDaemon.start()
        var seen = daemon.client.stream(
            WatchEvents.self, WatchEventsRequest(afterPosition: -1)
        ).makeAsyncIterator()
        let error = await #expect(throws: RollcallError.self) { _ = try await seen.next() }
        #expect(error?.code == .invalidArgument)
    }

    private static func record(_ number: Int, of organization: Organization) -> UserRecord {
        let createdAt = 1_700_000_000_000 + Int64(number)
        var record = UserRecord(
            uuid: "u-\(number)", email: "u\(number)@example.com",
            createdAt: ProtoTimestamp(milliseconds: createdAt), authyID: Int64(number * 2))
        if number % 3 > 0 { record.phoneNumber = "+1555\(1_000_000 + number)" }
        if number % 5 == 0 { record.organizationIDs = [organization.id] }
        if number % 2 == 0 { record.updatedAt = ProtoTimestamp(milliseconds: createdAt + 9_000) }
        return record
    }

    private static func bring(
        _ records: [UserRecord], to daemon: LiveDaemon
    ) async throws -> ImportUsersResponse {
        try await daemon.client.upload(ImportUsers.self) { writer in
            for start in stride(from: 0, to: records.count, by: 700) {
                let end = min(start + 700, records.count)
                try await writer.send(ImportUsersRequest(users: Array(records[start..<end])))
            }
        }
    }

    private static func exported(_ daemon: LiveDaemon) async throws -> ExportUsersResponse {
        var all = ExportUsersResponse()
        for try await page in daemon.client.stream(ExportUsers.self, ExportUsersRequest()) {
            all.users += page.users
            all.organizations += page.organizations
        }
        return all
    }
}
