import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite("A client that asks for the connection to be closed")
struct CloseOptionTests {
    private static func get(_ fields: String) -> String {
        "GET /users/by-phone HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test(
        "is answered, told that it will be, and finds it closed",
        arguments: ["close", "Close", "x, CLOSE", "close ,x"])
    func told(options: String) async throws {
        let seen = try await RawExchange(
            Self.get("Connection: \(options)\r\n"), .failing(.notFound))
        #expect(seen.status == 401)
        #expect(seen.header.contains("connection: close"))
        #expect(seen.body.hasSuffix("}"))
    }

    @Test("is told so with its last answer alone")
    func last() async throws {
        let requests = ["x-close, closed", "close"].map { Self.get("Connection: \($0)\r\n") }
        let seen = try await RawExchange(requests.joined(), .failing(.notFound))
        #expect(seen.answers == 2)
        #expect(!seen.header.contains("connection: close"))
        #expect(seen.body.lowercased().contains("connection: close"))
    }
}
