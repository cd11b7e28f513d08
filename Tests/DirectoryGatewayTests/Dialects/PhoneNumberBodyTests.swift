import DirectoryAPI
import Testing

@testable import DirectoryGateway

@Suite struct PhoneNumberBodyTests {
    private func body(_ text: String) throws -> PhoneNumberBody {
        PhoneNumberBody(try JSONParser.parse(text))
    }

    @Test("a string sets the number as it is, null removes it")
    func accepted() throws {
        #expect(try body(#"{"phoneNumber":"+1-555-0123"}"#) == .set("+1-555-0123"))
        #expect(try body(#"{"phoneNumber":" 555 "}"#) == .set(" 555 "))
        #expect(try body(#"{"phoneNumber":null}"#) == .remove)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "{}", "[]", "null", #""+1""#, "1", #"{"phoneNumber":""}"#, #"{"phoneNumber":"null"}"#,
            #"{"phoneNumber":1}"#, #"{"phoneNumber":true}"#, #"{"phoneNumber":{}}"#,
            #"{"phoneNumber":[]}"#, #"{"phoneNumber":"+1","x":1}"#, #"{"PhoneNumber":"+1"}"#,
            #"{"phoneNumber":"a\u0000b"}"#, #"{"phoneNumber":"123456789012345678901234567890123"}"#,
        ])
    func refused(_ text: String) throws {
        guard case .invalid(let reason) = try body(text) else {
            Issue.record("\(text) was accepted")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("the text null is refused with a hint, and without a word of what was sent")
    func hint() throws {
        #expect(
            try body(#"{"phoneNumber":"null"}"#)
                == .invalid(
                    "phoneNumber is the text \"null\"; to remove the number send null "
                        + "without quotes"))
        #expect(
            try body(#"{"phoneNumber":5550123}"#)
                == .invalid("phoneNumber must be a string or null"))
    }
}
