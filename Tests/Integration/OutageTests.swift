import DirectoryAPI
import Foundation
import RollcallClient
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

    @Test("a daemon killed and back under load costs 503s alone, and no acknowledged write")
    func underLoad() async throws {
        let installation = try await Installation.start()
        let folder = installation.daemon.folder
        try await installation.daemon.create("ann@example.com", uuid: "u-1")
        let isOver = Latch<Void>()
        let seen = try await withThrowingTaskGroup(of: Set<Int>.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var seen: Set<Int> = []
                    while !isOver.isSet { seen.insert(try await check(installation).status) }
                    return seen
                }
            }
            let before = try await setNumbers(0..<20, installation)
            #expect(before.allSatisfy { $0 == 200 })
            installation.daemon.program.send(SIGKILL)
            #expect(await installation.daemon.program.ending() == .killed(signal: SIGKILL))
            let meanwhile = try await setNumbers(20..<40, installation)
            #expect(meanwhile.allSatisfy { $0 == 503 })
            let again = try await LiveDaemon.start(in: folder)
            // A call that comes within milliseconds of one that found nobody is not tried.
            var number = 40
            while try await setNumbers(number..<(number + 1), installation) == [503] { number += 1 }
            let after = try await setNumbers((number + 1)..<(number + 20), installation)
            #expect(after.allSatisfy { $0 == 200 })
            isOver.set(())
            let user = try await again.client.call(
                LookupUser.self, LookupUserRequest(key: UserKey(.uuid("u-1"))))
            #expect(user.version == 1 + 20 + 1 + 19)
            #expect(user.phoneNumber == Self.number(number + 19))
            try await again.expectWhole()
            return try await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(seen == [200, 503])
    }

    @Test("a client of a daemon that was killed and replaced calls the new one, unaware")
    func replaced() async throws {
        let former = try await LiveDaemon.start()
        try await former.create("ann@example.com", uuid: "u-1")
        former.program.send(SIGKILL)
        #expect(await former.program.ending() == .killed(signal: SIGKILL))
        let next = try await LiveDaemon.start(in: former.folder)
        for _ in 0..<3 {
            let user = try await former.client.call(
                LookupUser.self, LookupUserRequest(key: UserKey(.uuid("u-1"))))
            #expect(user.email == "ann@example.com")
        }
        #expect(await next.stop() == .exited(0))
    }

    /// Sets one number after the other; gives the statuses.
    private func setNumbers(
        _ numbers: Range<Int>, _ installation: Installation
    ) async throws -> [Int] {
        var statuses: [Int] = []
        for number in numbers {
            let body = #"{"phoneNumber":"\#(Self.number(number))"}"#
            statuses.append(try await installation.update("u-1", body).status)
        }
        return statuses
    }

    private static func number(_ number: Int) -> String { "+1444555\(1_000 + number)" }

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
