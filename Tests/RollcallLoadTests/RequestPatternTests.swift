import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("A patched request")
struct RequestPatternTests {
    @Test("a look-up by phone is the frame that a client would send")
    func lookUpByPhone() throws {
        let sent = try decoded(Call(user: 4_711), id: 0x0102_0305)
        #expect(sent.header.streamID == 0x0102_0305)
        #expect(sent.service == "rollcall.v1.Directory")
        #expect(sent.method == "LookupUser")
        let number = Population.string(.phoneNumber, of: 4_711)
        let request = LookupUserRequest(key: UserKey(.phoneNumber(number)))
        #expect(try LookupUserRequest(decoding: sent.payload) == request)
    }

    @Test("an update names the user and the number of its choice")
    func update() throws {
        let sent = try decoded(Call(user: 3, operation: .updatePhone, choice: 42), id: 1)
        let request = UpdatePhoneNumberRequest(
            uuid: Population.string(.uuid, of: 3), change: .set("+10000000042"))
        #expect(try UpdatePhoneNumberRequest(decoding: sent.payload) == request)
    }

    @Test(
        "an authy id of any length is the user's index plus one",
        arguments: [0, 126, 127, 16_382, 16_383, 2_097_150, 2_097_151, 999_999_999])
    func authyID(user: Int) throws {
        let sent = try decoded(Call(user: user, operation: .byAuthyID), id: 1)
        let request = LookupUserRequest(key: UserKey(.authyID(Int64(user + 1))))
        #expect(try LookupUserRequest(decoding: sent.payload) == request)
        #expect(sent.payload == request.encoded())
    }

    @Test("every operation's frame decodes", arguments: Operation.allCases)
    func everyOperation(operation: Operation) throws {
        let sent = try decoded(Call(user: 12, operation: operation, choice: 5), id: 1)
        #expect(sent.service == "rollcall.v1.Directory")
        #expect(!sent.payload.isEmpty)
    }

    @Test("a request of HTTP asks for the user of the call, with what a gateway wants to see")
    func httpRequest() throws {
        let address = try #require(GatewayAddress("http://127.0.0.1:8080/x/"))
        let patterns = GatewayPatterns(address, Credentials(apiKey: "key", token: "token"))
        var bytes: [UInt8] = []
        patterns.append(Call(user: 1), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "GET /x/users/by-phone?phoneNumber=%2B14654435761 HTTP/1.1\r\n"
                + "Host: 127.0.0.1:8080\r\nX-API-Key: key\r\nAuthorization: Bearer token\r\n\r\n")
        bytes = []
        patterns.append(Call(user: 123, operation: .exportPhone), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(
                "GET /x/protected/json/users/124/phone_number HTTP/1.1\r\n"))
        bytes = []
        patterns.append(Call(user: 3, operation: .updatePhone, choice: 42), to: &bytes)
        let body = "{\"phoneNumber\":\"+10000000042\"}"
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("POST /x/users/\(Population.string(.uuid, of: 3))/Update"))
        #expect(text.hasSuffix("Content-Length: \(body.utf8.count)\r\n\r\n" + body))
    }

    @Test(
        "an address of a gateway is a plain URL",
        arguments: ["https://a", "http://", "a:80", "http://a:b", "http://u@a", "http://a/?b"])
    func noAddress(text: String) { #expect(GatewayAddress(text) == nil) }

    private struct Sent {
        var header: FrameHeader
        var service: String
        var method: String
        var payload: [UInt8]
    }

    private func decoded(_ call: Call, id: UInt32) throws -> Sent {
        var bytes: [UInt8] = []
        DirectoryPatterns(apiKey: nil).append(call, id: id, to: &bytes)
        let header = FrameHeader(bytes.span)
        let body = Limits.headerLength..<bytes.count
        #expect(header.length == body.count)
        let envelope = try RequestEnvelope(bytes.span, body, limits: Limits())
        return Sent(
            header: header, service: String(decoding: bytes[envelope.service], as: UTF8.self),
            method: String(decoding: bytes[envelope.method], as: UTF8.self),
            payload: Array(bytes[envelope.payload]))
    }
}
