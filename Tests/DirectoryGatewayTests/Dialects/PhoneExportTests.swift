import DirectoryAPI
import Testing

@testable import DirectoryGateway

@Suite struct PhoneExportTests {
    @Test(
        "a national number is hyphenated from the right as rest-3-4",
        arguments: [
            ("4445556666", "444-555-6666"), ("210393363", "21-039-3363"), ("5550123", "555-0123"),
            ("12345678", "1-234-5678"), ("50123", "5-0123"), ("0123", "0123"), ("1", "1"), ("", ""),
            ("1111111111", "111-111-1111"), ("12345678901", "1234-567-8901"),
        ])
    func grouped(_ number: String, _ text: String) {
        #expect(PhoneExport.grouped(number) == text)
    }

    @Test(
        "only plain digits that fit are an id",
        arguments: [
            ("1", 1), ("9223372036854775807", Int64.max), ("007", 7), ("0", 0), ("-1", 0),
            ("+1", 0),
            ("1.0", 0), ("abc", 0), ("9223372036854775808", 0), ("١", 0), (" 1", 0), ("1e3", 0),
            ("0x1", 0),
        ])
    func id(_ text: String, _ id: Int64) {
        #expect(PhoneExport.id(text) == id)
    }

    @Test("the body is the document's, its time to the second")
    func body() {
        let response = ExportPhoneNumberResponse(
            e164: "+14445556666", countryCode: "1", nationalNumber: "4445556666",
            updatedAt: ProtoTimestamp(seconds: 1_639_064_480, nanos: 987_000_000))
        #expect(
            PhoneExport.body(response).text()
                == #"{"phone_number":"444-555-6666","country_code":"1","e164":"+14445556666","#
                + #""updated_at":"2021-12-09T15:41:20Z"}"#)
    }
}
