import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct AdminResponderTests {
    private func status(
        _ path: String, _ directory: ScriptedDirectory, _ method: HTTPRequest.Method = .get
    ) async -> Int {
        let request = Request(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: path),
            body: RequestBody(buffer: ByteBuffer()))
        return await AdminResponder(directory: directory, registry: MetricsRegistry())
            .respond(to: request, context: GatewayContext()).status.code
    }

    @Test("the program lives whatever the daemon does")
    func livez() async {
        #expect(await status("/livez", .failing(.unavailable)) == 200)
    }

    @Test("the program is ready only while the daemon serves")
    func readyz() async {
        #expect(await status("/readyz", .answering(HealthCheckResponse(status: .serving))) == 200)
        #expect(await status("/readyz", .failing(.unavailable)) == 503)
        #expect(
            await status("/readyz", .answering(HealthCheckResponse(status: .notServing))) == 503)
    }

    @Test("anything else is not there")
    func others() async {
        #expect(await status("/", .failing(.unavailable)) == 404)
        #expect(await status("/livez", .failing(.unavailable), .post) == 405)
    }
}
