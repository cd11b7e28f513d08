import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import TestSupport
import Testing

@testable import DirectoryGateway

/// A gateway without sockets: a request in, the answer out, checked against the reference.
struct GatewayProbe {
    struct Seen {
        let status: Int
        let headers: HTTPFields
        let body: String
    }

    static let key = "0123456789abcdef-key"

    let directory: ScriptedDirectory
    let responder: GatewayResponder
    /// The same, to ask for the reference without a line in the log.
    private let quiet: GatewayResponder

    init(
        _ directory: ScriptedDirectory, policy: CredentialPolicy = .both,
        verifier: TokenVerifier = TokenVerifier(keyring: TokenKeyring()),
        log: AccessLog = .none, registry: MetricsRegistry = MetricsRegistry()
    ) {
        self.directory = directory
        responder = Gateway.responder(
            directory: directory, policy: policy, verifier: verifier, log: log,
            factory: registry)
        quiet = Gateway.responder(
            directory: directory, policy: policy, verifier: verifier, log: .none,
            factory: MetricsRegistry())
    }

    /// A gateway that asks `/users/` for either credential, so that the key alone is enough.
    static func withKeyOnly(_ directory: ScriptedDirectory) -> GatewayProbe {
        GatewayProbe(directory, policy: .either)
    }

    func send(
        _ method: HTTPRequest.Method, _ target: String, _ fields: HTTPFields = keyFields,
        body: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Seen {
        let seen = try await responder.seen(method, target, fields, body: body)
        let document = try await quiet.seen(.get, "/openapi.json", [:], body: "")
        let headers = seen.headers.map { ($0.name.canonicalName, $0.value) }
        let faults = try ReferenceCheck(document.body).faults(
            of: ReferenceCheck.Seen(
                method: method.rawValue, target: target, status: seen.status,
                headers: Dictionary(headers) { first, _ in first }, body: seen.body))
        #expect(faults == [], "\(method) \(seen.status)", sourceLocation: sourceLocation)
        return seen
    }

    /// The key in the field of every family.
    static let keyFields: HTTPFields = [
        HTTPField.Name("X-API-Key")!: key, HTTPField.Name("cv-api-key")!: key,
        HTTPField.Name("X-Authy-API-Key")!: key,
    ]

    static let jsonFields: HTTPFields = {
        var fields = keyFields
        fields[.contentType] = "application/json"
        return fields
    }()
}

extension GatewayResponder {
    fileprivate func seen(
        _ method: HTTPRequest.Method, _ target: String, _ fields: HTTPFields, body: String
    ) async throws -> GatewayProbe.Seen {
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "test", path: target,
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await respond(to: request, context: GatewayContext())
        let writer = BodyCollector()
        try await response.body.write(writer)
        return GatewayProbe.Seen(
            status: response.status.code, headers: response.headers, body: writer.text)
    }
}

private final class BodyCollector: ResponseBodyWriter {
    private var buffer = ByteBuffer()

    var text: String { String(buffer: buffer) }

    func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) {}
}
