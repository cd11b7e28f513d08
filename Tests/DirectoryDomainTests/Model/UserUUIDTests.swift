import DirectoryDomain
import Testing

struct UserUUIDTests {
    @Test(
        "a uuid is 1 to 128 of the allowed characters, kept as given",
        arguments: [
            "a", "example_string", "A-Z.a:z_0-9", "550E8400-e29b-41d4-a716-446655440000",
            String(repeating: "x", count: 128),
        ])
    func accepted(_ text: String) {
        #expect(UserUUID(text)?.value == text)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", " ", "a b", "a/b", "a@b", "ä", "a\n", "a\u{0}", "a+b", "%41", "e\u{301}",
            String(repeating: "x", count: 129),
        ])
    func refused(_ text: String) {
        #expect(UserUUID(text) == nil)
    }

    @Test("what parses as a UUID is compared without case")
    func withoutCase() throws {
        let upper = try #require(UserUUID("550E8400-E29B-41D4-A716-446655440000"))
        let lower = try #require(UserUUID("550e8400-e29b-41d4-a716-446655440000"))
        #expect(upper == lower)
        #expect(upper.hashValue == lower.hashValue)
        #expect(upper.key == lower.value)
    }

    @Test(
        "what does not parse as a UUID is compared with case",
        arguments: [
            ("Name", "name"),
            ("550E8400-E29B-41D4-A716-44665544000G", "550e8400-e29b-41d4-a716-44665544000g"),
            ("550E8400E29B41D4A716446655440000", "550e8400e29b41d4a716446655440000"),
            ("550E8400-E29B-41D4-A716-4466554400000", "550e8400-e29b-41d4-a716-4466554400000"),
            ("550E8400-E29B-41D4-A7164-46655440000", "550e8400-e29b-41d4-a7164-46655440000"),
        ])
    func withCase(_ a: String, _ b: String) throws {
        #expect(try #require(UserUUID(a)) != #require(UserUUID(b)))
    }
}
