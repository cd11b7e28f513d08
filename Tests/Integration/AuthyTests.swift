import RollcallClient
import DirectoryAPI
import Foundation
import Testing

@Suite("GET /protected/json/users/{authy_id}/phone_number")
struct AuthyTests {
    @Test("an export answers exactly the documented members, and is in the log")
    func export() async throws {
        let installation = try await Installation.start()
        let user = try await installation.daemon.create(
            "ann@example.com", phone: "+1 (444) 555-6666")
        let answer = try await export("1", installation)
        #expect(answer.status == 200)
        let time = try #require(user.updatedAt).rfc3339(fractionDigits: 0)
        #expect(
            answer.body == #"{"phone_number":"444-555-6666","country_code":"1","#
                + #""e164":"+14445556666","updated_at":"\#(time)"}"#)
        expectCommonHeaders(answer)
        let events = try await installation.daemon.client.call(
            ListUserEvents.self, ListUserEventsRequest(uuid: user.uuid)
        ).events
        #expect(
            events.last?.payload
                == .phoneNumberExported(PhoneNumberExported(maskedPhoneNumber: "***6666")))
        #expect(events.last?.organizationID == installation.organization)
    }

    @Test(
        "a national number is grouped from the right, as far as it goes",
        arguments: [
            ("+55210393363", "55", "21-039-3363"), ("+1-555-0123", "1", "555-0123"),
            ("+11111111111", "1", "111-111-1111"), ("+44 1234", "44", "1234"),
        ])
    func groups(number: String, country: String, national: String) async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", phone: number)
        let json = try await export("1", installation).json()
        #expect(json["country_code"] == .string(country))
        #expect(json["phone_number"] == .string(national))
    }

    @Test("three exports in 30 days, also after a restart, over all applications")
    func quota() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        try await daemon.create("ann@example.com", phone: "+14445556666")
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { try await export("1", installation).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 200, 200, 429])
        daemon.program.send(SIGKILL)
        _ = await daemon.program.ending()
        let again = try await LiveDaemon.start(in: daemon.folder)
        let refused = try await export("1", installation)
        try expectAuthyProblem(refused, 429, "60003")
        let seconds = try #require(refused.headers["retry-after"].flatMap(Int.init))
        #expect((1...30 * 86_400).contains(seconds))
        #expect(try await again.status().lastPosition == 5)
    }

    @Test("what cannot be exported is refused with the documented code, and not counted")
    func refusals() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        try await daemon.create("ann@example.com", phone: "+14445556666")
        try await daemon.create("no-phone@example.com")
        try await daemon.create("no-canonical@example.com", phone: "call me")
        try await daemon.create("no-country@example.com", phone: "+999123456")
        for id in ["0", "-1", "abc", "99", "99999999999999999999", "2", "1%20", "+1"] {
            try expectAuthyProblem(try await export(id, installation), 404, "60026")
        }
        for id in ["3", "4"] {
            try expectAuthyProblem(try await export(id, installation), 400, "60033")
        }
        let body = try await export("99", installation).body
        #expect(
            body == #"{"error_code":"60026","message":"User not found.","#
                + #""errors":{"message":"User not found."},"success":false}"#)
        #expect(try await daemon.status().lastPosition == 7)
    }

    @Test("the key is looked at first, then its scope, then the user")
    func order() async throws {
        let installation = try await Installation.start()
        let closed = try await installation.key(scopes: [])
        for id in ["1", "0", "abc"] {
            for key in [nil, "unknown-key-of-some-length"] {
                let answer = try await HTTPExchange.send(
                    "GET", url(id, installation),
                    headers: key.map { ["X-Authy-API-Key": $0] } ?? [:])
                try expectAuthyProblem(answer, 401, "60001")
            }
            try expectAuthyProblem(
                try await export(id, installation, key: closed), 400, "60154")
        }
    }

    @Test("neither HEAD nor OPTIONS exports")
    func headAndOptions() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", phone: "+14445556666")
        for method in ["HEAD", "OPTIONS"] {
            _ = try await HTTPExchange.send(
                method, url("1", installation), headers: ["X-Authy-API-Key": installation.apiKey])
        }
        #expect(try await installation.daemon.status().lastPosition == 2)
    }

    private func url(_ id: String, _ installation: Installation) -> String {
        installation.gateway.url + "/protected/json/users/\(id)/phone_number"
    }

    private func export(
        _ id: String, _ installation: Installation, key: String? = nil
    ) async throws -> HTTPExchange {
        try await HTTPExchange.send(
            "GET", url(id, installation),
            headers: ["X-Authy-API-Key": key ?? installation.apiKey])
    }
}
