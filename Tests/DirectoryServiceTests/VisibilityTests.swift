import DirectoryAPI
import DirectoryCache
import DirectoryDomain
import ProtobufC
import TTRPC
import TestSupport
import Testing

@testable import DirectoryService

@Suite("An isolated organization")
struct VisibilityTests {
    private let channel: ServiceChannel
    private let organization: String
    private let key: ServiceChannel.Metadata
    private let member: DirectoryAPI.User
    private let foreign: DirectoryAPI.User

    init() throws {
        channel = try ServiceChannel(hotRecords: HotRecordTable(bytes: 1 << 20))
        organization = try channel.call(
            DirectoryAPI.CreateOrganization.self,
            CreateOrganizationRequest(name: "Own", visibility: .isolated)
        ).id
        let issued = try channel.call(
            DirectoryAPI.IssueAPIKey.self,
            IssueAPIKeyRequest(
                organizationID: organization, scopes: Scope.allCases.map(\.rawValue)))
        key = [("x-api-key", issued.secret)]
        foreign = try channel.makeUser("foreign@example.com", uuid: "u-foreign", phone: "+15550100")
        let made = try channel.call(
            DirectoryAPI.FindOrCreateUser.self,
            .init(email: "member@example.com", uuid: "u-member"), key)
        member = try #require(made.user)
        _ = try channel.call(
            DirectoryAPI.UpdatePhoneNumber.self,
            .init(uuid: member.uuid, change: .set("+15550111")), key)
    }

    /// How a call ends: the packed answer, or the status.
    private func outcome<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request
    ) -> Result<[UInt8], Status> {
        do {
            return .success(
                try channel.call(Method.service, Method.name, request.encoded(), key))
        } catch {
            return .failure((error as? Status) ?? Status(.unknown, "\(error)"))
        }
    }

    private func look(_ key: DirectoryAPI.UserKey.Key) -> Result<[UInt8], Status> {
        outcome(LookupUser.self, .init(key: .init(key)))
    }

    private static let foreignKeys: [(DirectoryAPI.UserKey.Key, DirectoryAPI.UserKey.Key)] = [
        (.uuid("u-foreign"), .uuid("u-nobody")),
        (.email("foreign@example.com"), .email("nobody@example.com")),
        (.phoneNumber("+15550100"), .phoneNumber("+15550199")),
        (.canonicalPhoneNumber("+15550100"), .canonicalPhoneNumber("+15550199")),
        (.authyID(1), .authyID(99)),
    ]

    @Test("a foreign user is looked up as an unknown one, also when everybody's answer is hot")
    func lookUps() throws {
        for (foreignKey, nobodys) in Self.foreignKeys {
            for _ in 0..<2 {
                _ = try channel.call(LookupUser.self, .init(key: .init(foreignKey)))
                #expect(look(foreignKey) == .failure(Status(.notFound, "not found")))
                #expect(look(foreignKey) == look(nobodys))
            }
        }
        #expect(try look(.uuid("u-member")).get().isEmpty == false)
    }

    @Test("what an isolated organization is answered is not kept for others, nor others' for it")
    func hotRecords() throws {
        // Of two holders everybody sees the later, the organization its own.
        _ = try channel.makeUser("later@example.com", phone: "+15550111")
        func holder(_ metadata: ServiceChannel.Metadata) throws -> String {
            try channel.call(
                LookupUser.self, .init(key: .init(.phoneNumber("+15550111"))), metadata
            ).email
        }
        for _ in 0..<3 {
            #expect(try holder(key) == "member@example.com")
            #expect(try holder([]) == "later@example.com")
        }
        // A member who leaves is gone on the next call.
        _ = try channel.call(
            DirectoryAPI.SetMembership.self,
            .init(organizationID: organization, uuid: member.uuid, member: false))
        #expect(look(.uuid("u-member")) == look(.uuid("u-nobody")))
        #expect(try holder([]) == "later@example.com")
    }

    @Test("a batch says of a foreign user what it says of nobody")
    func batches() throws {
        for (foreignKey, nobodys) in Self.foreignKeys {
            let answer = try channel.call(
                BatchLookupUsers.self, .init(keys: [.init(foreignKey), .init(nobodys)]), key)
            #expect(answer.results == [.init(result: .notFound), .init(result: .notFound)])
        }
    }

    @Test("check-user knows no foreign user, by address or by number")
    func checks() throws {
        #expect(
            outcome(CheckUser.self, .init(email: "foreign@example.com"))
                == outcome(CheckUser.self, .init(email: "nobody@example.com")))
        #expect(
            outcome(CheckUser.self, .init(phoneNumber: "+1 555-0100"))
                == outcome(CheckUser.self, .init(phoneNumber: "+1 555-0199")))
        let own = try channel.call(CheckUser.self, .init(phoneNumber: "+1 555-0111"), key)
        #expect(own.match == .phoneNumberExists && own.existsInCurrentOrganization)
    }

    @Test("what is done to a foreign user is refused as to an unknown one, and changes nothing")
    func writes() throws {
        let before = try channel.lastPosition
        let unknown: Result<[UInt8], Status> = .failure(Status(.notFound, "not found"))
        for uuid in ["u-foreign", "u-nobody", foreign.uuid] {
            #expect(
                outcome(
                    DirectoryAPI.UpdatePhoneNumber.self, .init(uuid: uuid, change: .set("+15")))
                    == unknown)
            #expect(
                outcome(DirectoryAPI.UpdatePhoneNumber.self, .init(uuid: uuid, change: .remove))
                    == unknown)
            #expect(outcome(DirectoryAPI.EraseUser.self, .init(uuid: uuid)) == unknown)
            #expect(outcome(ListUserEvents.self, .init(uuid: uuid)) == unknown)
        }
        for id in [foreign.authyID, 99, 0, -1] {
            #expect(outcome(DirectoryAPI.ExportPhoneNumber.self, .init(authyID: id)) == unknown)
        }
        #expect(try channel.lastPosition == before)
        #expect(
            channel.code(DirectoryAPI.UpdatePhoneNumber.self, .init(uuid: "u-foreign"), key)
                == .invalidArgument)
    }

    @Test("all of it works on its own members")
    func own() throws {
        let listed = try channel.call(ListUserEvents.self, .init(uuid: "u-member"), key)
        #expect(listed.events.count == 2)
        let exported = try channel.call(
            DirectoryAPI.ExportPhoneNumber.self, .init(authyID: member.authyID), key)
        #expect(exported.e164 == "+15550111")
        _ = try channel.call(DirectoryAPI.EraseUser.self, .init(uuid: "u-member"), key)
        #expect(look(.uuid("u-member")) == look(.uuid("u-nobody")))
    }

    @Test("an address of a foreign user is refused as a taken uuid is; HEAD's question as nobody's")
    func findOrCreate() throws {
        let method = DirectoryAPI.FindOrCreateUser.self
        let taken = outcome(method, .init(email: "new@example.com", uuid: "u-foreign"))
        #expect(outcome(method, .init(email: "foreign@example.com")) == taken)
        #expect(outcome(method, .init(email: "Foreign@Example.com", uuid: "u-new")) == taken)
        #expect(taken == .failure(Status(.alreadyExists, "email or uuid: belongs to another user")))
        #expect(
            outcome(method, .init(email: "foreign@example.com", findOnly: true))
                == outcome(method, .init(email: "nobody@example.com", findOnly: true)))
        let own = try channel.call(method, .init(email: "MEMBER@example.com"), key)
        #expect(own.user?.uuid == "u-member" && !own.created)
    }

    @Test("the log is everybody's, and so not an isolated organization's")
    func watch() throws {
        #expect(
            throws: Status(
                .permissionDenied,
                "the log is everybody's; an isolated organization may not read it")
        ) {
            try channel.call(
                WatchEvents.service, WatchEvents.name, WatchEventsRequest().encoded(), key)
        }
    }

    @Test("visibility changes with the next call, and other organizations see all as before")
    func changes() throws {
        let shared = try channel.makeKey(organization: "Other")
        let question = LookupUserRequest(key: .init(.email("foreign@example.com")))
        func set(_ visibility: DirectoryAPI.Visibility) throws {
            let set = try channel.call(
                DirectoryAPI.SetOrganizationVisibility.self,
                .init(organizationID: organization, visibility: visibility))
            #expect(set.visibility == visibility)
        }
        for _ in 0..<2 {
            #expect(channel.code(LookupUser.self, question, key) == .notFound)
            #expect(channel.code(LookupUser.self, question, shared) == nil)
            try set(.shared)
            #expect(channel.code(LookupUser.self, question, key) == nil)
            try set(.isolated)
        }
    }

    @Test("a user token beside the key reaches its own member, and says 403 of all else")
    func userTokens() throws {
        func code(_ user: String) -> StatusCode? {
            channel.code(
                LookupUser.self, .init(key: .init(.uuid(user))),
                key + [(MetadataKey.user, user)])
        }
        #expect(code("u-member") == nil)
        #expect(code("u-foreign") == .permissionDenied)
        #expect(code("u-nobody") == .permissionDenied)
    }
}
