import DirectoryAPI
import ProtobufC
import Testing

struct MessageTests {
    @Test("every message comes back from its bytes as it was", arguments: FilledMessages.all)
    func roundTrip(_ message: any FilledMessages.Message) throws {
        func check<M: FilledMessages.Message>(_ message: M) throws {
            #expect(try M(decoding: message.encoded()) == message)
        }
        try check(message)
    }

    @Test("a message of no bytes is the message of defaults")
    func defaults() throws {
        #expect(try User(decoding: []) == User())
        #expect(try Event(decoding: []) == Event())
        #expect(User().encoded() == [])
    }

    @Test(
        "each field of a message is held by the property of its name", arguments: FilledMessages.all
    )
    func names(_ message: any FilledMessages.Message) throws {
        func json<M: FilledMessages.Message>(_ message: M) throws -> JSONValue {
            try MessageJSON.decode(message.encoded(), as: M.schema, defaults: .written)
        }
        guard case .object(let members) = try json(message) else { return }
        let texts = Dictionary(
            uniqueKeysWithValues: members.map { ($0.name.lowercased(), Self.text($0.value)) })
        for property in Mirror(reflecting: message).children {
            let name = try #require(property.label).lowercased()
            guard let expected = Self.text(property.value) else { continue }
            #expect(texts[name] == expected, "\(name)")
        }
    }

    /// nil for what is compared elsewhere.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let flag): "\(flag)"
        case .array, .object, .null: nil
        }
    }

    private static func text(_ value: Any) -> String? {
        switch value {
        case let text as String: text
        case let number as Int64: "\(number)"
        case let number as Int32: "\(number)"
        case let flag as Bool: "\(flag)"
        default: nil
        }
    }

    @Test("an enumeration's value that is not known reads as the first")
    func unknownEnumeration() throws {
        // Field 1, a varint, of 99.
        #expect(try CheckUserResponse(decoding: [0x08, 99]).match == .unspecified)
        #expect(try HealthCheckResponse(decoding: [0x08, 99]).status == .unknown)
    }

    @Test("bytes of another type are refused")
    func malformed() {
        // Field 1 of a user is a string; here its length goes beyond the end.
        #expect(throws: DecodingProblem.malformed) { try User(decoding: [0x0a, 5, 0x61]) }
        #expect(throws: DecodingProblem.badString) { try User(decoding: [0x0a, 1, 0xff]) }
        #expect(throws: DecodingProblem.badString) { try User(decoding: [0x0a, 1, 0]) }
    }

    @Test(
        "milliseconds become seconds and nanoseconds and come back",
        arguments: [0, 1, -1, 999, 1_000, -1_000, -1_001, 1_705_314_600_123] as [Int64])
    func milliseconds(_ milliseconds: Int64) {
        let time = ProtoTimestamp(milliseconds: milliseconds)
        #expect((0..<1_000_000_000).contains(time.nanos))
        #expect(time.milliseconds == milliseconds)
        #expect(ProtoDuration(milliseconds: milliseconds).milliseconds == milliseconds)
    }

    @Test("an Any unpacks as what was packed, and as nothing else")
    func anything() {
        let info = RetryInfo(retryDelay: ProtoDuration(seconds: 2))
        let packed = ProtoAny(packing: info)
        #expect(packed.typeURL == "type.googleapis.com/google.rpc.RetryInfo")
        #expect(packed.unpacked(as: RetryInfo.self) == info)
        #expect(packed.unpacked(as: User.self) == nil)
    }
}
