import DirectoryAPI
import DirectoryDomain
import TTRPC
import TestSupport
import Testing

@testable import DirectoryService

@Suite("Who may call")
struct AccessTests {
    private let channel: ServiceChannel
    private let lookup = LookupUserRequest(key: UserKey(.email("ada@example.com")))

    init() throws {
        channel = try ServiceChannel()
        _ = try channel.makeUser()
    }

    @Test("the daemon's own uid, admin and trusted uids call Directory without a key")
    func withoutKey() {
        for uid in [ServiceChannel.own, ServiceChannel.admin, ServiceChannel.trusted] {
            #expect(channel.code(LookupUser.self, lookup, uid: uid) == nil)
        }
    }

    @Test("a stranger without a key is UNAUTHENTICATED")
    func stranger() {
        let code = channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger)
        #expect(code == .unauthenticated)
    }

    @Test("a stranger with a key calls within its scopes")
    func strangerWithKey() throws {
        let key = try channel.makeKey([.usersRead])
        #expect(
            channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger, key) == nil)
        let create = FindOrCreateUserRequest(email: "b@example.com")
        let code = channel.code(
            DirectoryAPI.FindOrCreateUser.self, create, uid: ServiceChannel.stranger, key)
        #expect(code == .permissionDenied)
    }

    @Test("the log is watched with events:read, by whoever reaches everybody")
    func watching() throws {
        func code(
            _ uid: UInt32, _ metadata: ServiceChannel.Metadata = [], after position: Int64 = 0
        ) -> StatusCode? {
            channel.code(
                streaming: WatchEvents.self, WatchEventsRequest(afterPosition: position),
                uid: uid, metadata)
        }
        let stranger = ServiceChannel.stranger
        #expect(code(stranger) == .unauthenticated)
        let others = Scope.allCases.filter { $0 != .eventsRead }
        // Refused before what is asked for is looked at.
        #expect(try code(stranger, channel.makeKey(others), after: -1) == .permissionDenied)
        #expect(try code(stranger, channel.makeKey([.eventsRead])) == nil)
        #expect(code(ServiceChannel.trusted) == nil)
        #expect(code(ServiceChannel.trusted, [("x-rollcall-user", "u")]) == .permissionDenied)
        let scopes = [("x-rollcall-subject", "s"), ("x-rollcall-scopes", "users:read")]
        #expect(code(ServiceChannel.trusted, scopes) == .permissionDenied)
    }

    @Test("Admin answers admins only, key or no key")
    func admin() throws {
        let key = try channel.makeKey(Scope.allCases)
        for uid in [ServiceChannel.trusted, ServiceChannel.stranger] {
            #expect(
                channel.code(GetStatus.self, GetStatusRequest(), uid: uid) == .permissionDenied)
            #expect(
                channel.code(GetStatus.self, GetStatusRequest(), uid: uid, key)
                    == .permissionDenied)
        }
        #expect(
            channel.code(GetStatus.self, GetStatusRequest(), uid: ServiceChannel.admin) == nil)
    }

    @Test("Health needs nothing")
    func health() throws {
        let response = try channel.call(
            CheckHealth.self, HealthCheckRequest(), uid: ServiceChannel.stranger)
        #expect(response.status == .serving)
        let code = channel.code(
            CheckHealth.self, HealthCheckRequest(service: "x"), uid: ServiceChannel.stranger)
        #expect(code == .notFound)
    }

    @Test("a wrong, a mistyped and a revoked key are refused alike")
    func badKeys() throws {
        let key = try channel.makeKey()
        let secret = key[0].value
        let id = try #require(secret.split(separator: "_").dropFirst().first)
        _ = try channel.call(DirectoryAPI.RevokeAPIKey.self, RevokeAPIKeyRequest(id: String(id)))
        var texts: Set<String> = []
        for bad in [secret, String(secret.dropLast()) + "!", "", "carried-over-but-unknown"] {
            do {
                _ = try channel.call(
                    LookupUser.self, lookup, uid: ServiceChannel.stranger, [("x-api-key", bad)])
                Issue.record("a bad key was let in")
            } catch let status as Status {
                #expect(status.code == .unauthenticated)
                texts.insert(status.message)
            }
        }
        #expect(texts.count == 1)
    }

    @Test("an expired key is refused from its moment on")
    func expired() throws {
        let organization = try channel.call(
            DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: "Old"))
        let issued = try channel.call(
            DirectoryAPI.IssueAPIKey.self,
            IssueAPIKeyRequest(
                organizationID: organization.id,
                expiresAt: ProtoTimestamp(channel.clock.now.adding(milliseconds: 1000))))
        let key: ServiceChannel.Metadata = [("x-api-key", issued.secret)]
        #expect(channel.code(LookupUser.self, lookup, key) == nil)
        channel.clock.advance(milliseconds: 1000)
        #expect(channel.code(LookupUser.self, lookup, key) == .unauthenticated)
    }

    @Test("of several keys the first counts, and the name is compared without case")
    func firstKey() throws {
        let key = try channel.makeKey()
        let both = [(key: "X-Api-Key", value: key[0].value), (key: "x-api-key", value: "bad")]
        #expect(
            channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger, both) == nil)
        #expect(
            channel.code(
                LookupUser.self, lookup, uid: ServiceChannel.stranger, both.reversed())
                == .unauthenticated)
    }

    @Test("access is checked before the payload is decoded")
    func beforePayload() throws {
        let garbage: [UInt8] = [0xff, 0xff]
        for (uid, code) in [
            (ServiceChannel.stranger, StatusCode.unauthenticated),
            (ServiceChannel.own, .internal),
        ] {
            let status = #expect(throws: Status.self) {
                _ = try channel.call(Service.directory, "LookupUser", garbage, uid: uid)
            }
            #expect(status?.code == code)
        }
    }

    @Test("a key carried over works, and its secret is not told again")
    func carriedOver() throws {
        let organization = try channel.call(
            DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: "Moved"))
        let secret = "an-older-secret-0123456789"
        let issued = try channel.call(
            DirectoryAPI.IssueAPIKey.self,
            IssueAPIKeyRequest(organizationID: organization.id, existingSecret: secret))
        #expect(issued.secret.isEmpty)
        #expect(
            channel.code(
                LookupUser.self, lookup, uid: ServiceChannel.stranger, [("x-api-key", secret)])
                == nil)
    }

    @Test("a token's scopes narrow what the caller may do")
    func tokenScopes() throws {
        let key = try channel.makeKey()
        let narrowed = key + [("x-rollcall-scopes", "users:check")]
        #expect(channel.code(LookupUser.self, lookup, narrowed) == .permissionDenied)
        #expect(
            channel.code(CheckUser.self, CheckUserRequest(email: "ada@example.com"), narrowed)
                == nil)
        let widened = try channel.makeKey([.usersCheck]) + [("x-rollcall-scopes", "users:read")]
        #expect(channel.code(LookupUser.self, lookup, widened) == .permissionDenied)
    }

    @Test("what a stranger says of a token does not count")
    func strangerToken() throws {
        let key = try channel.makeKey() + [("x-rollcall-scopes", "")]
        #expect(
            channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger, key) == nil)
    }

    @Test("a user token reaches its own record only, and learns nothing of others")
    func userToken() throws {
        let own = try channel.makeUser("own@example.com", phone: "+1 555 0100")
        let other = try channel.makeUser("other@example.com")
        let token: ServiceChannel.Metadata = [("x-rollcall-user", own.uuid)]
        func code(_ key: DirectoryAPI.UserKey.Key) -> StatusCode? {
            channel.code(LookupUser.self, LookupUserRequest(key: UserKey(key)), token)
        }
        #expect(code(.email("own@example.com")) == nil)
        #expect(code(.email("other@example.com")) == .permissionDenied)
        #expect(code(.email("nobody@example.com")) == .permissionDenied)
        #expect(code(.uuid(other.uuid)) == .permissionDenied)
        func update(_ uuid: String) -> StatusCode? {
            channel.code(
                DirectoryAPI.UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: uuid, change: .remove), token)
        }
        #expect(update(own.uuid) == nil)
        #expect(update(other.uuid) == .permissionDenied)
        #expect(update("nobody") == .permissionDenied)
    }

    @Test("a user token never creates")
    func userTokenNeverCreates() throws {
        let before = try channel.lastPosition
        let code = channel.code(
            DirectoryAPI.FindOrCreateUser.self,
            FindOrCreateUserRequest(email: "new@example.com", uuid: "mine"),
            [("x-rollcall-user", "mine")])
        #expect(code == .permissionDenied)
        #expect(try channel.lastPosition == before)
    }

    @Test("a user token whose user is nobody, or erased, is refused as for another's record")
    func userTokenOfNobody() throws {
        let erased = try channel.makeUser("gone@example.com", uuid: "gone")
        _ = try channel.call(
            DirectoryAPI.EraseUser.self, EraseUserRequest(uuid: erased.uuid))
        for uuid in ["nobody", "gone"] {
            let token: ServiceChannel.Metadata = [("x-rollcall-user", uuid)]
            let update = UpdatePhoneNumberRequest(uuid: uuid, change: .remove)
            #expect(
                channel.code(DirectoryAPI.UpdatePhoneNumber.self, update, token)
                    == .permissionDenied)
            #expect(
                channel.code(
                    DirectoryAPI.EraseUser.self, EraseUserRequest(uuid: uuid), token)
                    == .permissionDenied)
            #expect(
                channel.code(ListUserEvents.self, ListUserEventsRequest(uuid: uuid), token)
                    == .permissionDenied)
        }
    }

    @Test("a subject that can be no uuid reaches nobody")
    func badSubject() {
        let code = channel.code(LookupUser.self, lookup, [("x-rollcall-user", "ada@example.com")])
        #expect(code == .permissionDenied)
    }

    @Test("the actor is the token's subject, else the key, else the uid")
    func actor() throws {
        let key = try channel.makeKey(Scope.allCases)
        let id = key[0].value.split(separator: "_")[1]
        let cases: [(ServiceChannel.Metadata, String)] = [
            ([], "uid:500"), (key, "key:\(id)"),
            (key + [("x-rollcall-subject", "billing")], "sub:billing"),
        ]
        for (index, (metadata, actor)) in cases.enumerated() {
            let created = try channel.call(
                DirectoryAPI.FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "actor\(index)@example.com"), metadata)
            let events = try channel.call(
                ListUserEvents.self, ListUserEventsRequest(uuid: created.user?.uuid ?? ""))
            #expect(events.events.map(\.actor) == [actor])
        }
    }

    @Test(
        "a subject that may be personal is not written down",
        arguments: [
            "ada@example.com", "+15550100", "15550100200", "555-010-0200", "a b", "",
            "tel:15550100200", "phone-15550100200", "a-12345",
            String(repeating: "a", count: 129),
        ])
    func personalSubject(subject: String) {
        #expect(ActorName.subject(subject) == "sub:-")
    }

    @Test(
        "an opaque subject is written down",
        arguments: ["billing", "svc-2", "550e8400-e29b-41d4-a716-446655440000", "a.b_c:d"])
    func opaqueSubject(subject: String) {
        #expect(ActorName.subject(subject) == "sub:" + subject)
    }

    @Test("a key's last use is noted, to the minute")
    func lastUse() throws {
        let key = try channel.makeKey()
        let minute = channel.clock.now.milliseconds / 60_000 * 60_000
        channel.clock.advance(milliseconds: 61_000)
        #expect(channel.code(LookupUser.self, lookup, key) == nil)
        let keys = try channel.call(ListAPIKeys.self, ListAPIKeysRequest()).keys
        #expect(keys.map(\.lastUsedAt?.milliseconds) == [minute + 60_000])
    }

    @Test("a key that was let in is refused on the next call once it is revoked or expired")
    func rememberedKey() throws {
        let key = try channel.makeKey()
        let id = try #require(key[0].value.split(separator: "_").dropFirst().first)
        func code() -> StatusCode? {
            channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger, key)
        }
        for _ in 0..<3 { #expect(code() == nil) }
        let other = channel.code(
            LookupUser.self, lookup, uid: ServiceChannel.stranger, [("x-api-key", "another")])
        #expect(other == .unauthenticated)
        #expect(channel.code(LookupUser.self, lookup, uid: ServiceChannel.stranger) != nil)
        #expect(code() == nil)
        _ = try channel.call(DirectoryAPI.RevokeAPIKey.self, RevokeAPIKeyRequest(id: String(id)))
        #expect(code() == .unauthenticated)
    }
}
