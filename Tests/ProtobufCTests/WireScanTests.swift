import DirectoryAPI
import Testing

@testable import ProtobufC

private func problem(_ bytes: [UInt8], _ schema: Schema = .userKey) -> DecodingProblem? {
    do {
        try WireScan.check(bytes.span, against: schema)
        return nil
    } catch { return error }
}

@Suite("What protobuf-c does not check")
struct WireScanTests {
    @Test("a string that is not UTF-8 is refused, also in a message inside")
    func badUTF8() {
        #expect(problem([0x0a, 1, 0xff]) == .badString)
        #expect(problem([0x0a, 3, 0x0a, 1, 0xff], .lookupUserRequest) == .badString)
        #expect(problem([0x0a, 2, 0xc3, 0xa9]) == nil)
    }

    @Test("a NUL in a string is refused, at which C would cut it")
    func nul() {
        #expect(problem([0x0a, 3, 0x61, 0, 0x62]) == .badString)
        #expect(problem([0x0a, 1, 0]) == .badString)
    }

    @Test("bytes may hold anything")
    func bytes() {
        #expect(problem([0x1a, 2, 0xff, 0], .ttrpcRequest) == nil)
    }

    @Test("cut and overlong values are malformed")
    func malformed() {
        for bytes: [UInt8] in [
            [0x0a], [0x0a, 2, 1], [0x28, 0x80], [0x0b], [0x02, 0], [0x0d, 1],
        ] {
            #expect(problem(bytes) == .malformed, "\(bytes)")
        }
    }

    @Test("more fields than allowed are too large")
    func fields() {
        var bytes: [UInt8] = []
        for _ in 0...WireScan.maximumFields { bytes += [0x78, 0] }
        #expect(problem(bytes) == .tooLarge)
    }

    @Test("a known field of another type is malformed, as protobuf-c says")
    func wrongType() {
        #expect(throws: DecodingProblem.malformed) {
            _ = try UserKey(decoding: [0x08, 1])
        }
    }

    @Test("of a repeated singular field the last wins")
    func lastWins() throws {
        let bytes = UserKey(.uuid("old")).encoded() + UserKey(.uuid("new")).encoded()
        #expect(try UserKey(decoding: bytes).key == .uuid("new"))
        let members = UserKey(.uuid("a")).encoded() + UserKey(.email("b@example.com")).encoded()
        #expect(try UserKey(decoding: members).key == .email("b@example.com"))
    }
}
