import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("A patched request")
struct RequestPatternTests {
    @Test("a look-up by phone is the frame that a client would send")
    func lookUpByPhone() throws {
        let sent = try decoded(.byPhone, Call(user: 4_711), id: 0x0102_0305)
        #expect(sent.header.streamID == 0x0102_0305)
        #expect(sent.service == "rollcall.v1.Directory")
        #expect(sent.method == "LookupUser")
        let number = Population.string(.phoneNumber, of: 4_711)
        let request = LookupUserRequest(key: UserKey(.phoneNumber(number)))
        #expect(try LookupUserRequest(decoding: sent.payload) == request)
    }

    @Test("an update names the user and the number of its choice")
    func update() throws {
        let sent = try decoded(.updatePhone, Call(user: 3, choice: 42), id: 1)
        let request = UpdatePhoneNumberRequest(
            uuid: Population.string(.uuid, of: 3), change: .set("+10000000042"))
        #expect(try UpdatePhoneNumberRequest(decoding: sent.payload) == request)
    }

    @Test(
        "an authy id of any length is the user's index plus one",
        arguments: [0, 126, 127, 16_382, 16_383, 2_097_150, 2_097_151, 999_999_999])
    func authyID(user: Int) throws {
        let sent = try decoded(.byAuthyID, Call(user: user), id: 1)
        let request = LookupUserRequest(key: UserKey(.authyID(Int64(user + 1))))
        #expect(try LookupUserRequest(decoding: sent.payload) == request)
        #expect(sent.payload == request.encoded())
    }

    private struct Sent {
        var header: FrameHeader
        var service: String
        var method: String
        var payload: [UInt8]
    }

    private func decoded(_ workload: Workload, _ call: Call, id: UInt32) throws -> Sent {
        let exchange = WorkloadExchange(
            workload, Population(count: 1_000_000_000), seed: 1, choice: 0)
        var bytes: [UInt8] = []
        exchange.append(call, id: id, to: &bytes)
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
