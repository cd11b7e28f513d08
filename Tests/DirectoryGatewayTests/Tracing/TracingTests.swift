import DirectoryAPI
import HTTPTypes
import RollcallClient
import Synchronization
import Testing

@testable import DirectoryGateway

@Suite struct TracingTests {
    private static let given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    /// What the daemon is told, and the line of the log.
    private func carried(_ values: [String]) async throws -> (told: TraceParent, line: JSONValue) {
        let lines = Mutex<[String]>([])
        let probe = GatewayProbe(
            .failing(.notFound), policy: .either,
            log: AccessLog { line in lines.withLock { $0.append(line) } })
        var fields = GatewayProbe.keyFields
        for value in values {
            fields.append(HTTPField(name: HTTPField.Name("traceparent")!, value: value))
        }
        _ = try await probe.send(.get, "/users/by-phone?phoneNumber=1", fields)
        let told = probe.directory.asked.first?.metadata(MetadataKey.traceParent)
        let line = try #require(lines.withLock { $0.first })
        return (
            try #require(told.flatMap { TraceParent($0) }), try JSONParser.parse(line)
        )
    }

    @Test("a client's trace goes on to the daemon under a span of its own, and into the log")
    func goesOn() async throws {
        let (told, line) = try await carried([Self.given])
        #expect(told.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(told.spanID != "00f067aa0ba902b7")
        #expect(told.flags == 1)
        #expect(line["trace"] == .string(told.traceID))
    }

    @Test(
        "without a trace that can be used a new one begins",
        arguments: [
            [], ["nonsense"], ["ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],
            [given, given], ["00-00000000000000000000015557654321-00f067aa0ba902b7-01"],
        ])
    func begins(_ values: [String]) async throws {
        let (told, line) = try await carried(values)
        #expect(told.traceID != "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(told.flags == 0)
        #expect(line["trace"] == .string(told.traceID))
        #expect(!line.text().contains("5557654321"))
    }

    @Test("a line has what happened, and the key's public part once the daemon knows the key")
    func line() async throws {
        for (code, isKnown) in [
            (RollcallError.Code.notFound, true), (.unauthenticated, false), (.unavailable, false),
        ] {
            let lines = Mutex<[String]>([])
            let probe = GatewayProbe(
                .failing(code), policy: .either,
                log: AccessLog { line in lines.withLock { $0.append(line) } })
            let secret = String(repeating: "s", count: 49)
            let seen = try await probe.send(
                .get, "/users/by-phone?phoneNumber=1",
                [HTTPField.Name("X-API-Key")!: "rck_AbCdEfGhIjKl_\(secret)"])
            let text = try #require(lines.withLock { $0.first })
            let line = try JSONParser.parse(text)
            #expect(line["method"] == .string("GET"))
            #expect(line["route"] == .string("/users/by-phone"))
            #expect(line["status"] == .number("\(seen.status)"))
            #expect(line["bytes"] == .number("\(seen.body.utf8.count)"))
            #expect(line["key"] == (isKnown ? .string("AbCdEfGhIjKl") : nil))
            #expect(
                line["request"]
                    == seen.headers[RequestIdentity.fieldName].map(JSONValue.string))
            #expect(!text.contains(secret))
        }
    }
}
