import DirectoryAPI
import RollcallClient
import Testing

@testable import DirectoryGateway

/// What one reader of a connection takes for one request and another for two. Each is refused and
/// ends the connection, so that nothing behind it is ever read as a request. Source: RFC 9112,
/// sections 2.2, 5.2, 6.1, 6.3 and 11.2.
@Suite struct SmugglingTests {
    private static let hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"

    private static func post(_ fields: String, _ body: String) -> String {
        "POST /users/u-1/UpdatePhoneNumber HTTP/1.1\r\nHost: x\r\n"
            + "X-API-Key: \(GatewayProbe.key)\r\nContent-Type: application/json\r\n"
            + "\(fields)\r\n\(body)"
    }

    private static func get(_ line: String, _ fields: String = "Host: x\r\n") -> String {
        "\(line)\r\n\(fields)\r\n"
    }

    static let corpus: [(name: String, bytes: String)] = [
        (
            "length and chunked",
            post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")
        ),
        (
            "chunked and length",
            post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")
        ),
        ("two lengths", post("Content-Length: 2\r\nContent-Length: 40\r\n", "{}")),
        ("two equal lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}")),
        ("a list of lengths", post("Content-Length: 2, 40\r\n", "{}")),
        ("a signed length", post("Content-Length: +2\r\n", "{}")),
        ("a negative length", post("Content-Length: -1\r\n", "{}")),
        ("a length in hexadecimal", post("Content-Length: 0x2\r\n", "{}")),
        ("a length out of range", post("Content-Length: 18446744073709551618\r\n", "{}")),
        ("an empty length", post("Content-Length:\r\n", "{}")),
        ("a space before the colon", post("Content-Length : 2\r\n", "{}")),
        ("a folded field", post("X-A: 1\r\n Content-Length: 2\r\n", "{}")),
        ("a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n")),
        ("a bare CR in a field", post("X-A: 1\rContent-Length: 2\r\n", "{}")),
        ("a bare CR between fields", post("X-A: 1\rX-B: 2\r\nContent-Length: 2\r\n", "{}")),
        ("a NUL in a field", post("X-A: 1\u{0}\r\nContent-Length: 2\r\n", "{}")),
        ("an unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")),
        ("chunked not last", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n")),
        ("chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")),
        (
            "two codings",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n")
        ),
        ("a quoted coding", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n")),
        ("a negative chunk", post("Transfer-Encoding: chunked\r\n", "-1\r\n{}\r\n0\r\n\r\n")),
        (
            "a chunk out of range",
            post("Transfer-Encoding: chunked\r\n", "10000000000000002\r\n{}\r\n0\r\n\r\n")
        ),
        ("a chunk in 0x", post("Transfer-Encoding: chunked\r\n", "0x2\r\n{}\r\n0\r\n\r\n")),
        (
            "a chunk longer than said",
            post("Transfer-Encoding: chunked\r\n", "2\r\n{}xx\r\n0\r\n\r\n")
        ),
        ("a chunk ended by LF", post("Transfer-Encoding: chunked\r\n", "2\n{}\n0\n\n")),
        ("an absolute target", get("GET http://other/users/by-phone?phoneNumber=1 HTTP/1.1")),
        ("an authority for a target", get("CONNECT other:80 HTTP/1.1")),
        ("a target without a slash", get("GET users/by-phone HTTP/1.1")),
        ("an empty target", get("GET  HTTP/1.1")),
        ("a star for a target", get("GET * HTTP/1.1")),
        ("a space in the target", get("GET /users/by phone HTTP/1.1")),
        ("a tab in the request line", get("GET\t/users/by-phone\tHTTP/1.1")),
        ("a bare CR in the request line", get("GET /users/\rby-phone HTTP/1.1")),
        ("a NUL in the target", get("GET /users/\u{0}by-phone HTTP/1.1")),
        ("a version that is none", get("GET /users/by-phone HTTP/1.1x")),
        ("a version to come", get("GET /users/by-phone HTTP/3.0")),
        ("no host", get("GET /users/by-phone HTTP/1.1", "")),
        ("two hosts", get("GET /users/by-phone HTTP/1.1", "Host: x\r\nHost: y\r\n")),
        ("a field without a colon", get("GET /users/by-phone HTTP/1.1", "Host: x\r\nnothing\r\n")),
        ("a field without a name", get("GET /users/by-phone HTTP/1.1", "Host: x\r\n: 1\r\n")),
        (
            "a first field that is folded",
            get("GET /users/by-phone HTTP/1.1", " X: 1\r\nHost: x\r\n")
        ),
    ]

    @Test("what may be read in two ways is 400 and ends the connection", arguments: corpus)
    func refused(_ name: String, _ bytes: String) async throws {
        let directory = ScriptedDirectory.failing(.invalidArgument)
        let seen = try await RawExchange(bytes + Self.hidden, directory)
        #expect(seen.status == 400, "\(name)")
        #expect(seen.answers == 1, "\(name)")
        #expect(seen.header.contains("connection: close"), "\(name)")
        let changes = directory.asked.compactMap {
            ($0.request as? UpdatePhoneNumberRequest)?.change
        }
        #expect(changes.isEmpty, "\(name)")
    }
}
