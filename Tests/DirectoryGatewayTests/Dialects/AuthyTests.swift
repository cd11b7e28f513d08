import DirectoryAPI
import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct AuthyTests {
    private static let path = "/protected/json/users/1/phone_number"

    @Test("an id that is no number asks for nobody's, so that the key and its limit come first")
    func impossibleID() async throws {
        for (code, status) in [
            (RollcallError.Code.unauthenticated, 401), (.resourceExhausted, 429),
            (.permissionDenied, 400), (.notFound, 404),
        ] {
            let probe = GatewayProbe(.failing(code))
            let seen = try await probe.send(.get, "/protected/json/users/abc/phone_number")
            #expect(seen.status == status)
            let request = probe.directory.asked.first?.request as? ExportPhoneNumberRequest
            #expect(request == ExportPhoneNumberRequest(authyID: 0))
        }
    }

    @Test(
        "an id that does not decode is nobody's too",
        arguments: ["1%00", "%00", "%FF", "1%", "%zz", "%EF%BF%BD"])
    func undecodableID(_ id: String) async throws {
        let probe = GatewayProbe(.failing(.notFound))
        let seen = try await probe.send(.get, "/protected/json/users/\(id)/phone_number")
        #expect(seen.status == 404)
        #expect(try JSONParser.parse(seen.body)["error_code"] == .string("60026"))
        let request = probe.directory.asked.first?.request as? ExportPhoneNumberRequest
        #expect(request == ExportPhoneNumberRequest(authyID: 0))
    }

    @Test("a spent limit is 429 with the time to wait")
    func limit() async throws {
        let probe = GatewayProbe(.failing(.resourceExhausted, retryAfterMilliseconds: 1_500))
        let seen = try await probe.send(.get, Self.path)
        #expect(seen.status == 429)
        #expect(seen.headers[.retryAfter] == "2")
        #expect(
            seen.body == #"{"error_code":"60003","message":"DoS protected.","errors":"#
                + #"{"message":"DoS protected."},"success":false}"#)
    }

    @Test(
        "no method but GET exports",
        arguments: [
            HTTPRequest.Method.head, .options, .post, .delete,
        ])
    func otherMethods(_ method: HTTPRequest.Method) async throws {
        let probe = GatewayProbe(.answering(ExportPhoneNumberResponse()))
        let seen = try await probe.send(method, Self.path)
        #expect(seen.status == (method == .options ? 204 : 405))
        #expect(seen.headers[.allow] == "GET, OPTIONS")
        #expect(probe.directory.asked.isEmpty)
    }

    @Test("another family's key field is none here")
    func otherField() async throws {
        let probe = GatewayProbe(.answering(ExportPhoneNumberResponse()))
        let fields: HTTPFields = [HTTPField.Name("X-API-Key")!: GatewayProbe.key]
        #expect(try await probe.send(.get, Self.path, fields).status == 401)
        #expect(probe.directory.asked.isEmpty)
    }
}
