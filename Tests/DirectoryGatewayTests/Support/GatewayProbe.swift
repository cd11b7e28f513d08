import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

@testable import DirectoryGateway

/// A gateway without sockets: a request in, the answer out.
struct GatewayProbe {
    struct Seen {
        let status: Int
        let headers: HTTPFields
        let body: String
    }

    static let key = "0123456789abcdef-key"

    let directory: ScriptedDirectory
    let responder: GatewayResponder

    init(
        _ directory: ScriptedDirectory, policy: CredentialPolicy = .both,
        verifier: TokenVerifier = TokenVerifier(keyring: TokenKeyring()),
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.directory = directory
        responder = Gateway.responder(
            directory: directory, policy: policy, verifier: verifier, logger: logger)
    }

    /// A gateway that asks `/users/` for either credential, so that the key alone is enough.
    static func withKeyOnly(_ directory: ScriptedDirectory) -> GatewayProbe {
        GatewayProbe(directory, policy: .either)
    }

    func send(
        _ method: HTTPRequest.Method, _ target: String, _ fields: HTTPFields = keyFields,
        body: String = ""
    ) async throws -> Seen {
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "test", path: target,
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: GatewayContext())
        let writer = BodyCollector()
        try await response.body.write(writer)
        return Seen(
            status: response.status.code, headers: response.headers, body: writer.text)
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

private final class BodyCollector: ResponseBodyWriter {
    private var buffer = ByteBuffer()

    var text: String { String(buffer: buffer) }

    func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) {}
}
