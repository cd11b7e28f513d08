import DirectoryAPI
import Testing

@testable import ProtobufC

@Suite("The arena")
struct ArenaTests {
    @Test("what would go over its capacity is refused, and it remembers")
    func capacity() {
        let arena = Arena(capacity: 4096, firstBlock: 1024)
        let message = LookupUserRequest(
            key: UserKey(.uuid(String(repeating: "x", count: 8192)))
        ).encoded()
        let problem = #expect(throws: DecodingProblem.self) {
            _ = try LookupUserRequest(decoding: message.span, in: arena)
        }
        #expect(problem == .tooLarge)
        #expect(!arena.overflowed && arena.used == 0)
    }

    @Test("messages larger than its first block are read")
    func grows() throws {
        let arena = Arena(capacity: 1 << 20, firstBlock: 64)
        let keys = (0..<1000).map { UserKey(.email("user-\($0)@example.com")) }
        let request = BatchLookupUsersRequest(keys: keys)
        let bytes = request.encoded()
        for _ in 0..<3 {
            let read = try BatchLookupUsersRequest(decoding: bytes.span, in: arena)
            #expect(read == request)
        }
    }

    @Test("what is packed may be larger than its capacity")
    func packing() throws {
        let arena = Arena(capacity: 4096, firstBlock: 1024)
        let keys = (0..<1000).map { UserKey(.email("user-\($0)@example.com")) }
        var bytes: [UInt8] = []
        BatchLookupUsersRequest(keys: keys).encode(into: &bytes, in: arena)
        #expect(try BatchLookupUsersRequest(decoding: bytes).keys == keys)
        #expect(arena.used == 0)
    }

    @Test("a frame of nothing but unknown fields is refused, not unpacked into 200 MiB")
    func unknownFields() {
        let bytes = [UInt8](repeating: 0, count: 4 << 20).enumerated().map { index, _ in
            index % 2 == 0 ? UInt8(15 << 3) : 1
        }
        let problem = #expect(throws: DecodingProblem.self) {
            _ = try LookupUserRequest(decoding: bytes.span, in: Arena())
        }
        #expect(problem == .tooLarge)
    }
}
