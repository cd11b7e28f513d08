import DirectoryDomain
import Testing

struct EmailAddressTests {
    @Test(
        "an address keeps its spelling, and nothing but the white space around it goes",
        arguments: [
            ("user@example.com", "user@example.com"), (" User@Example.COM\t", "User@Example.COM"),
            ("\r\na.b+c@x.y\n", "a.b+c@x.y"), ("\u{A0}a@b\u{3000}", "a@b"),
            ("josé@münchen.example", "josé@münchen.example"), ("'!#$%@b.c", "'!#$%@b.c"),
        ])
    func accepted(_ text: String, _ spelling: String) throws {
        let address = try #require(EmailAddress(text))
        #expect(address.spelling.utf8.elementsEqual(spelling.utf8))
    }

    @Test(
        "what is no address is refused and never repaired",
        arguments: [
            "", " ", "@", "a@", "@b.c", "a.b.c", "a@b@c", "a @b.c", "a@ b.c", "a b@c.d", "a\tb@c.d",
            "a@b.c\u{0}", "a\u{0}@b.c", "a\u{7F}@b.c", "a@b\u{85}c", "a@.b", "a@b.", "a@b..c",
            "a@.", "a\u{2028}b@c.d", "a@b.c\u{1}", "a\u{200A}@b.c",
        ])
    func refused(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test("an address has at most 254 bytes, counted after trimming")
    func length() {
        let longest = String(repeating: "a", count: 248) + "@b.com"
        #expect(EmailAddress(" " + longest + " ")?.spelling == longest)
        #expect(EmailAddress("a" + longest) == nil)
        // Letters of two bytes each.
        #expect(EmailAddress(String(repeating: "é", count: 125) + "@b.c") != nil)
        #expect(EmailAddress(String(repeating: "é", count: 126) + "@b.c") == nil)
    }

    @Test("addresses are compared without case")
    func withoutCase() throws {
        let one = try #require(EmailAddress("Å.User@Example.com"))
        let two = try #require(EmailAddress("å.uSER@eXAMPLE.com"))
        #expect(one == two)
        #expect(one.hashValue == two.hashValue)
        #expect(one.key == "å.user@example.com")
    }

    @Test("addresses are compared by bytes, as a store compares them")
    func byBytes() throws {
        let composed = try #require(EmailAddress("\u{E9}@b.c"))
        let decomposed = try #require(EmailAddress("e\u{301}@b.c"))
        #expect(composed.spelling == decomposed.spelling)
        #expect(composed != decomposed)
    }
}
