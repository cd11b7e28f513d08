import DirectoryAPI
import ProtobufC
import Testing

struct MessageJSONTests {
    private func encode<M: MessageCoding>(_ json: String, as type: M.Type) throws -> M {
        try M(decoding: MessageJSON.encode(JSONParser.parse(json), as: M.schema))
    }

    private func decode<M: MessageCoding>(
        _ message: M, _ defaults: MessageJSON.Defaults = .omitted
    ) throws -> String {
        try MessageJSON.decode(message.encoded(), as: M.schema, defaults: defaults).text()
    }

    @Test("every message comes back from its JSON as it was", arguments: FilledMessages.all)
    func roundTrip(_ message: any FilledMessages.Message) throws {
        func check<M: FilledMessages.Message>(_ message: M) throws {
            for defaults in [MessageJSON.Defaults.omitted, .written] {
                #expect(try encode(decode(message, defaults), as: M.self) == message)
            }
        }
        try check(message)
    }

    @Test("names are lowerCamelCase, wide integers strings, bytes Base64, times RFC 3339")
    func rules() throws {
        let payload = Event.Payload.userPhoneNumberUpdated(
            UserPhoneNumberUpdated(action: .set, maskedPhoneNumber: "***0123"))
        #expect(
            try decode(FilledMessages.event(payload)) == #"{"position":"12","uuid":"u-1","#
                + #""version":"2","time":"2024-01-15T10:30:00.123Z","organizationId":"org_1","#
                + #""actor":"key:1","userPhoneNumberUpdated":{"action":"SET","#
                + #""maskedPhoneNumber":"***0123"},"chainHash":"AQIA/w=="}"#)
    }

    @Test("what is absent is left out, or written when wanted")
    func defaults() throws {
        #expect(try decode(VerifyStoreResponse()) == "{}")
        #expect(
            try decode(VerifyStoreResponse(), .written)
                == #"{"ok":false,"events":"0","users":"0","problems":[]}"#)
        #expect(try decode(UserKey(.email(""))) == #"{"email":""}"#)
        #expect(
            try decode(UpdatePhoneNumberRequest(change: .remove), .written)
                == #"{"uuid":"","remove":{},"expectedVersion":"0"}"#)
    }

    @Test("either name, either form of an integer and an enumeration is understood")
    func alternatives() throws {
        let wanted = UpdatePhoneNumberRequest(uuid: "u", change: .remove, expectedVersion: 3)
        let change = #""uuid":"u","remove":{}"#
        for version in [#""expectedVersion":"3""#, #""expected_version":3"#] {
            #expect(try encode("{\(change),\(version)}", as: type(of: wanted)) == wanted)
        }
        for match in ["2", #""EMAIL_EXISTS""#] {
            let answer = try encode(#"{"match":\#(match)}"#, as: CheckUserResponse.self)
            #expect(answer.match == .emailExists)
        }
        #expect(try encode(#"{"email":null}"#, as: CheckUserRequest.self) == CheckUserRequest())
        #expect(
            try encode(#"{"value":"-_8"}"#, as: ProtoAny.self) == ProtoAny(value: [0xfb, 0xff]))
    }

    @Test(
        "a number of an enumeration that has no name is written as a number")
    func namelessEnumeration() throws {
        let json = try MessageJSON.decode([0x08, 99], as: CheckUserResponse.schema)
        #expect(json.text() == #"{"match":99}"#)
    }

    @Test(
        "what does not fit is refused by the path of the member",
        arguments: [
            ("[]", "the message: expected an object"),
            (
                #"{"keys":[{"email":"e"},{"emal":"x"}]}"#,
                "keys[1].emal: rollcall.v1.UserKey has no such member"
            ),
            (
                #"{"keys":[{"email":"e","authyId":1}]}"#,
                "keys[0].authyId: only one of this and email may be given"
            ),
            (#"{"keys":[{"authyId":1,"authy_id":1}]}"#, "keys[0].authy_id: given twice"),
            (#"{"keys":{}}"#, "keys: expected an array"),
            (#"{"keys":[null]}"#, "keys[0]: expected an object"),
            (#"{"keys":[{"email":1}]}"#, "keys[0].email: expected a string"),
            (
                #"{"keys":[{"email":"a\u0000b"}]}"#, "keys[0].email: expected a string without NUL"
            ),
        ])
    func refused(_ json: String, _ complaint: String) throws {
        let problem = try #require(throws: MessageJSONProblem.self) {
            try MessageJSON.encode(JSONParser.parse(json), as: BatchLookupUsersRequest.schema)
        }
        #expect("\(problem)" == complaint)
    }

    @Test(
        "an integer must be whole and in range",
        arguments: [
            "1.5", "1e3", #""""#, #""+1""#, #"" 1""#, "true", "9223372036854775808", "[]",
        ])
    func integers(_ value: String) throws {
        #expect(throws: MessageJSONProblem.self) {
            try encode(#"{"authyId":\#(value)}"#, as: ExportPhoneNumberRequest.self)
        }
    }

    @Test("the least and the greatest integer are held to the digit")
    func extremes() throws {
        for value in [Int64.min, .max] {
            let request = ExportPhoneNumberRequest(authyID: value)
            #expect(try encode(decode(request), as: ExportPhoneNumberRequest.self) == request)
        }
        #expect(throws: MessageJSONProblem.self) {
            try encode(#"{"pageSize":2147483648}"#, as: ListUserEventsRequest.self)
        }
    }

    @Test("wrong Base64, booleans, enumerations, times and spans are refused")
    func otherTypes() {
        for value in [#""A""#, #""A=""#, #""AB==C""#, #""A!==""#, #""AB""#, "1"] {
            #expect(throws: MessageJSONProblem.self, "\(value)") {
                try encode(#"{"value":\#(value)}"#, as: ProtoAny.self)
            }
        }
        #expect(throws: MessageJSONProblem.self) {
            try encode(#"{"findOnly":"true"}"#, as: FindOrCreateUserRequest.self)
        }
        #expect(throws: MessageJSONProblem.self) {
            try encode(#"{"match":"NO_SUCH"}"#, as: CheckUserResponse.self)
        }
        #expect(throws: MessageJSONProblem.self) {
            try encode(#"{"createdAt":1705314600}"#, as: CheckUserResponse.self)
        }
        for span in [#""1""#, #""s""#, #""1.0000000001s""#, #""1,5s""#, #""--1s""#] {
            #expect(throws: MessageJSONProblem.self, "\(span)") {
                try encode(#"{"retryDelay":\#(span)}"#, as: RetryInfo.self)
            }
        }
    }

    @Test(
        "a span of time is seconds with a fraction",
        arguments: [
            (ProtoDuration(), "0s"), (ProtoDuration(seconds: 3), "3s"),
            (ProtoDuration(seconds: 1, nanos: 500_000_000), "1.500s"),
            (ProtoDuration(seconds: -1, nanos: -1_000), "-1.000001s"),
            (ProtoDuration(nanos: -1), "-0.000000001s"),
        ])
    func durations(_ duration: ProtoDuration, _ text: String) throws {
        #expect(try decode(RetryInfo(retryDelay: duration)) == #"{"retryDelay":"\#(text)"}"#)
        #expect(
            try encode(#"{"retryDelay":"\#(text)"}"#, as: RetryInfo.self).retryDelay == duration)
    }

    @Test("a span of time that is none is written as the nearest, and read again")
    func durations() throws {
        for (seconds, nanos, text) in [
            (5, -3, "5s"), (0, Int32.min, "-0.999999999s"), (.max, .max, "315576000000.999999999s"),
            (.min, 0, "-315576000000s"),
        ] as [(Int64, Int32, String)] {
            let info = RetryInfo(retryDelay: ProtoDuration(seconds: seconds, nanos: nanos))
            let value = try MessageJSON.decode(info.encoded(), as: .retryInfo)
            #expect(value["retryDelay"] == .string(text))
            let again = try MessageJSON.encode(value, as: .retryInfo)
            #expect(try MessageJSON.decode(again, as: .retryInfo) == value)
        }
    }
}
