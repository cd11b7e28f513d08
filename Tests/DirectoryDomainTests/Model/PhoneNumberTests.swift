import DirectoryDomain
import Testing

struct PhoneNumberTests {
    @Test(
        "a number is kept exactly as it was given",
        arguments: [
            "+1-555-0123", " +1 ", "1", "Null", "NULL", "ext. 12", "电话",
            String(repeating: "1", count: 32), String(repeating: "é", count: 32),
        ])
    func accepted(_ text: String) throws {
        let number = try #require(PhoneNumber(text))
        #expect(number.value.utf8.elementsEqual(text.utf8))
        #expect(PhoneNumber.reason(refusing: text) == nil)
    }

    @Test(
        "an empty, long or unprintable number is refused, and so is the word null",
        arguments: [
            "", "null", "1\u{0}", "\n", "+1\t2", "\u{7F}", "\u{85}",
            String(repeating: "1", count: 33), String(repeating: "e\u{301}", count: 17),
        ])
    func refused(_ text: String) throws {
        #expect(PhoneNumber(text) == nil)
        let reason = try #require(PhoneNumber.reason(refusing: text))
        #expect(text.isEmpty || text == "null" || !reason.contains(text))
    }

    @Test(
        "a mask shows at most four digits, and hides at least four",
        arguments: [
            ("+15551234567", "***4567"), ("+1-555-0123", "***0123"), ("1234567", "***567"),
            ("12345", "***5"), ("1234", "***"), ("1", "***"), ("none", "***"),
            ("12 34 56 78", "***5678"), ("٠١٢٣٤٥٦٧٨٩", "***"), ("1a2b3c4d5e", "***5"),
        ])
    func masked(_ text: String, _ mask: String) throws {
        #expect(try #require(PhoneNumber(text)).masked == mask)
    }

    @Test(
        "spellings of one number have one canonical form",
        arguments: [
            ("+1-555-0123", "+15550123"), ("+1 (555) 123.45/67", "+15551234567"),
            ("0044 20 7946 0958", "+442079460958"), ("0-0-1", "+1"), ("(00)49 1", "+491"),
            ("+123456789012345", "+123456789012345"), ("+1", "+1"),
        ])
    func canonical(_ text: String, _ form: String) throws {
        #expect(try #require(PhoneNumber(text)).canonical == form)
    }

    @Test(
        "a number that is not international has no canonical form",
        arguments: [
            "555-0123", "+", "00", "+0123", "000123", "+1234567890123456", "++1", "+1a", "+1+2",
            "1+", "+1\u{A0}2", "+١٢٣", "+1,2", "0044x", "+00441",
        ])
    func notCanonical(_ text: String) throws {
        #expect(try #require(PhoneNumber(text)).canonical == nil)
    }

    @Test("numbers are compared by bytes")
    func byBytes() throws {
        #expect(try #require(PhoneNumber("\u{E9}")) != #require(PhoneNumber("e\u{301}")))
        #expect(try #require(PhoneNumber("+1")) == #require(PhoneNumber("+1")))
    }
}
