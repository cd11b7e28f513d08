import DirectoryAPI
import NIOCore
import RollcallClient
import Testing

@testable import DirectoryGateway

/// Over a real listener with limits of milliseconds: that the connection ends at all is the test.
@Suite struct SlowClientTests {
    private static let line = "GET /users/by-phone?phoneNumber=1 HTTP/1.1\r\nHost: x\r\n"
    private static let key = "X-API-Key: \(GatewayProbe.key)\r\n"

    private static func hasty(
        _ change: (inout ConnectionLimits) -> Void
    ) -> ConnectionLimits {
        var limits = ConnectionLimits()
        change(&limits)
        return limits
    }

    @Test("a head that does not end is cut off without an answer")
    func head() async throws {
        let seen = try await RawExchange(
            Self.line, .failing(.notFound), limits: Self.hasty { $0.head = .milliseconds(20) })
        #expect(seen.answers == 0)
    }

    @Test("a body that does not end is cut off without an answer, and changes nothing")
    func body() async throws {
        let request =
            "POST /users/u-1/UpdatePhoneNumber HTTP/1.1\r\nHost: x\r\n\(Self.key)"
            + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"phoneNumber\":null}"
        let directory = ScriptedDirectory.failing(.notFound)
        let seen = try await RawExchange(
            request, directory, limits: Self.hasty { $0.body = .milliseconds(20) })
        #expect(seen.answers == 0)
        let changes = directory.asked.compactMap {
            ($0.request as? UpdatePhoneNumberRequest)?.change
        }
        #expect(changes.isEmpty)
    }

    @Test("a second head that does not end is cut off after the first request's answer")
    func secondHead() async throws {
        let first = Self.line + Self.key + "\r\n"
        let seen = try await RawExchange(
            [first, "GET /users"], .failing(.notFound),
            limits: Self.hasty { $0.head = .milliseconds(100) })
        #expect(seen.answers == 1)
        #expect(seen.status == 404)
    }

    @Test("a connection on which nothing is asked ends after a while")
    func idle() async throws {
        let seen = try await RawExchange(
            "", .failing(.notFound), limits: Self.hasty { $0.idle = .milliseconds(20) })
        #expect(seen.answers == 0)
    }

    @Test("a client that does not read is cut off, however much it asks")
    func reader() async throws {
        let request = "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
        let requests = String(repeating: request, count: 50_000)
        try await RawExchange.askWithoutReading(
            requests, limits: Self.hasty { $0.answer = .milliseconds(50) })
    }

    @Test("a connection that is one too many is closed")
    func tooMany() async throws {
        let seen = try await RawExchange(
            Self.line + Self.key + "\r\n", .failing(.notFound),
            limits: Self.hasty { $0.connectionsPerAddress = 0 })
        #expect(seen.answers == 0)
    }
}
