import Testing

@testable import DirectoryGateway

@Suite struct QueryStringTests {
    @Test(
        "a parameter is decoded once, and a plus sign is a space",
        arguments: [
            ("q=a%20b", "a b"), ("q=a+b", "a b"), ("q=a%2Bb", "a+b"), ("q=a%2bb", "a+b"),
            ("q=%252B1", "%2B1"), ("q=%C3%A9", "é"), ("q=a=b", "a=b"), ("q=a%26b", "a&b"),
            ("x=1&q=2", "2"), ("%71=2", "2"), ("q=user%40example.com", "user@example.com"),
        ])
    func decodes(_ query: String, _ value: String) {
        #expect(QueryString(query[...]).first("q") == .value(value))
    }

    @Test("of a repeated parameter the first counts, even when it is empty")
    func firstCounts() {
        #expect(QueryString("q=1&q=2").first("q") == .value("1"))
        #expect(QueryString("q=&q=2").first("q") == .notGiven)
    }

    @Test(
        "an empty value, a name without one and a missing name are not given",
        arguments: [
            "q=", "q", "", "&&", "Q=1", "qq=1",
        ])
    func notGiven(_ query: String) {
        #expect(QueryString(query[...]).first("q") == .notGiven)
    }

    @Test(
        "what is no percent-encoding of UTF-8 without NUL is malformed",
        arguments: [
            "q=%", "q=%4", "q=%zz", "q=%4g", "q=%FF", "q=%C3", "q=a%00b", "q=%ED%A0%80",
        ])
    func malformed(_ query: String) {
        #expect(QueryString(query[...]).first("q") == .malformed)
    }

    @Test("a malformed parameter spoils no other")
    func malformedElsewhere() {
        #expect(QueryString("x=%zz&%zz=1&q=2").first("q") == .value("2"))
    }

    @Test(
        "a phone number gets back the plus sign that encoding cost it",
        arguments: [
            ("q=%2B1-555-0123", "+1-555-0123"), ("q=+1-555-0123", "+1-555-0123"),
            ("q=%201-555", "+1-555"), ("q=%252B1-555", "+1-555"), ("q=%252b1-555", "+1-555"),
            ("q=%2b11111111111", "+11111111111"), ("q=555-0123", "555-0123"),
            ("q=++1", "  1"), ("q=+a", " a"), ("q=1+2", "1 2"), ("q=1%252B2", "1%2B2"),
            ("q=%25252B1", "%252B1"), ("q=", ""), ("q=%zz", ""), ("q=+", " "),
        ])
    func phoneNumber(_ query: String, _ number: String) {
        #expect(QueryString(query[...]).first("q").phoneNumber == number)
    }
}
