import DirectoryAPI
import RollcallClient
import Testing

@Suite("Many callers and one address")
struct OneAddressTests {
    @Test("200 connections create one address at once: one user, one event, 200 equal answers")
    func oneUser() async throws {
        let daemon = try await LiveDaemon.start()
        let clients = (0..<200).map { _ in daemon.anotherClient() }
        // Every connection stands before the race begins.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients {
                group.addTask { _ = try await client.call(CheckHealth.self, HealthCheckRequest()) }
            }
            try await group.waitForAll()
        }
        #expect(try await daemon.status().connections >= 200)

        let answers = try await withThrowingTaskGroup(of: FindOrCreateUserResponse.self) { group in
            for (number, client) in clients.enumerated() {
                let request = FindOrCreateUserRequest(email: Self.spelling(number))
                group.addTask { try await client.call(FindOrCreateUser.self, request) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 200)
        #expect(answers.filter(\.created).count == 1)
        let first = try #require(answers.first?.user)
        #expect(answers.allSatisfy { $0.user == first })
        #expect(first.version == 1)

        let status = try await daemon.status()
        #expect(status.users == 1)
        #expect(status.lastPosition == 1)
        let events = try await daemon.client.call(
            ListUserEvents.self, ListUserEventsRequest(uuid: first.uuid)
        ).events
        #expect(events.map(\.payload) == [.userCreated(UserCreated())])
        try await daemon.expectWhole()
        for client in clients { await client.shutdown() }
    }

    /// The same address in another mixture of cases.
    private static func spelling(_ number: Int) -> String {
        let letters = "someone@example.com".enumerated().map { index, letter in
            (number >> (index % 8)) & 1 == 1 ? letter.uppercased() : String(letter)
        }
        return letters.joined()
    }
}
