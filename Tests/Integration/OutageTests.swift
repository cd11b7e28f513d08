import DirectoryAPI
import Foundation
import Testing

@Suite("When the daemon is away")
struct OutageTests {
    @Test("every endpoint says 503 and never 404, and all is well once the daemon is back")
    func outage() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        try await daemon.create("ann@example.com", uuid: "u-1", phone: "+14445556666")
        try await expectAnswers(installation)

        daemon.program.send(SIGKILL)
        #expect(await daemon.program.ending() == .killed(signal: SIGKILL))
        try expectUsersProblem(
            try await installation.get("/users/by-phone?phoneNumber=%2B14445556666"), 503,
            "Service Unavailable")
        try expectUsersProblem(
            try await installation.get("/users/by-email?email=new@example.com"), 503,
            "Service Unavailable")
        try expectUsersProblem(
            try await installation.update("u-1", #"{"phoneNumber":"+1-555-0123"}"#), 503,
            "Service Unavailable")
        try expectCheckUserProblem(try await check(installation), 503)
        try expectAuthyProblem(try await export(installation), 503, "60002")
        #expect(try await operators("/readyz", installation) == 503)
        #expect(try await operators("/livez", installation) == 200)

        let again = try await LiveDaemon.start(in: daemon.folder)
        try await expectAnswers(installation)
        #expect(try await operators("/readyz", installation) == 200)
        #expect(try await again.status().users == 1)
    }

    private func expectAnswers(_ installation: Installation) async throws {
        let found = try await installation.get("/users/by-phone?phoneNumber=%2B14445556666")
        #expect(found.status == 200)
        #expect(try await check(installation).status == 200)
        #expect(try await export(installation).status == 200)
    }

    private func check(_ installation: Installation) async throws -> HTTPExchange {
        try await installation.get(
            "/api/v1/check-user?email=ann@example.com", ["cv-api-key": installation.apiKey])
    }

    private func export(_ installation: Installation) async throws -> HTTPExchange {
        try await installation.get(
            "/protected/json/users/1/phone_number", ["X-Authy-API-Key": installation.apiKey])
    }

    private func operators(_ path: String, _ installation: Installation) async throws -> Int {
        try await HTTPExchange.send("GET", installation.gateway.adminURL + path).status
    }
}
