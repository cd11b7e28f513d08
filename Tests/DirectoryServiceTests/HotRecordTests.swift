import DirectoryAPI
import DirectoryCache
import TTRPC
import Testing

@Suite("Look-ups from the hot records")
struct HotRecordTests {
    private let channel: ServiceChannel

    init() throws { channel = try ServiceChannel(hotRecords: HotRecordTable(bytes: 1 << 20)) }

    private func look(_ key: UserKey.Key, _ metadata: ServiceChannel.Metadata = []) throws -> User {
        try channel.call(LookupUser.self, LookupUserRequest(key: UserKey(key)), metadata)
    }

    private var hits: Int64 {
        get throws { try channel.call(GetStatus.self, GetStatusRequest()).hotRecords?.hits ?? -1 }
    }

    @Test("the second answer is the first, for every kind of key")
    func everyKey() throws {
        let user = try channel.makeUser("Ada@Example.com", phone: "+1 555-0100")
        let keys: [UserKey.Key] = [
            .uuid(user.uuid), .email("ada@example.com"), .phoneNumber("+1 555-0100"),
            .canonicalPhoneNumber("+15550100"), .authyID(user.authyID),
        ]
        for (index, key) in keys.enumerated() {
            let first = try look(key)
            #expect(try look(key) == first)
            #expect(try hits == Int64(index + 1))
        }
        let status = try channel.call(GetStatus.self, GetStatusRequest()).hotRecords
        #expect(status?.entries == 5 && status?.misses == 5)
    }

    @Test("a key in another spelling is looked up as before")
    func otherSpelling() throws {
        let user = try channel.makeUser("Ada@Example.com", phone: "+1 555-0100")
        for _ in 0..<2 {
            #expect(try look(.email("  ADA@example.com ")).uuid == user.uuid)
            #expect(try look(.canonicalPhoneNumber("001 (555) 0100")).uuid == user.uuid)
        }
        #expect(try hits == 0)
        #expect(try look(.email("ada@example.com")).uuid == user.uuid)
        #expect(try hits == 1)
    }

    @Test("who may not look up gets no hit either")
    func access() throws {
        let user = try channel.makeUser("a@example.com", phone: "+15550100")
        let other = try channel.makeUser("b@example.com", phone: "+15550101")
        for _ in 0..<2 { _ = try look(.uuid(user.uuid)) }
        let request = LookupUserRequest(key: UserKey(.uuid(user.uuid)))
        #expect(
            channel.code(LookupUser.self, request, uid: ServiceChannel.stranger)
                == .unauthenticated)
        let subject = [(key: MetadataKey.user, value: other.uuid)]
        #expect(channel.code(LookupUser.self, request, subject) == .permissionDenied)
        let noScope = [(key: MetadataKey.scopes, value: "users:create")]
        #expect(channel.code(LookupUser.self, request, noScope) == .permissionDenied)
    }

    @Test("a change is seen by the next look-up, and an absence is not kept")
    func changes() throws {
        #expect(
            channel.code(LookupUser.self, LookupUserRequest(key: UserKey(.phoneNumber("+1"))))
                == .notFound)
        let user = try channel.makeUser("a@example.com", phone: "+1")
        #expect(try look(.phoneNumber("+1")).uuid == user.uuid)
        #expect(try look(.uuid(user.uuid)).phoneNumber == "+1")
        _ = try channel.call(
            UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: user.uuid, change: .set("+2")))
        #expect(try look(.uuid(user.uuid)).phoneNumber == "+2")
        #expect(
            channel.code(LookupUser.self, LookupUserRequest(key: UserKey(.phoneNumber("+1"))))
                == .notFound)
        _ = try channel.call(EraseUser.self, EraseUserRequest(uuid: user.uuid))
        for _ in 0..<2 { #expect(try look(.uuid(user.uuid)).email == "") }
    }

    @Test("without the table all is read from the store")
    func off() throws {
        let channel = try ServiceChannel()
        let user = try channel.makeUser("a@example.com", phone: "+15550100")
        let request = LookupUserRequest(key: UserKey(.phoneNumber("+15550100")))
        for _ in 0..<2 {
            #expect(try channel.call(LookupUser.self, request).uuid == user.uuid)
        }
        #expect(try channel.call(GetStatus.self, GetStatusRequest()).hotRecords == nil)
    }
}
