import DirectoryAPI
import DirectoryDomain
import TTRPC
import TestSupport
import Testing

@testable import DirectoryService

@Suite("The methods of Admin")
struct AdminMethodTests {
    private let channel: ServiceChannel

    init() throws { channel = try ServiceChannel() }

    @Test("organizations are made and listed, the oldest first")
    func organizations() throws {
        let names = ["Acme", "Zeta", "Beta"]
        for name in names {
            let made = try channel.call(
                DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: name))
            #expect(made.name == name && made.id.hasPrefix("org_") && made.id.utf8.count == 30)
            channel.clock.advance(milliseconds: 1)
        }
        let listed = try channel.call(ListOrganizations.self, ListOrganizationsRequest())
        #expect(listed.organizations.map(\.name) == names)
    }

    @Test("an organization needs a name that is free")
    func organizationInvalid() throws {
        func code(_ name: String) -> StatusCode? {
            channel.code(
                DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: name))
        }
        #expect(code("Acme") == nil)
        #expect(code("Acme") == .alreadyExists)
        #expect(code("") == .invalidArgument)
        #expect(code("a\nb") == .invalidArgument)
    }

    @Test("a key made without scopes gets the first four, and its secret is shown once")
    func standardScopes() throws {
        _ = try channel.makeKey()
        let keys = try channel.call(ListAPIKeys.self, ListAPIKeysRequest()).keys
        #expect(
            keys.map(\.scopes)
                == [["users:read", "users:create", "users:write-phone", "users:check"]])
    }

    @Test("a key for nobody, with an unknown scope, or already expired is refused")
    func keyInvalid() throws {
        let organization = try channel.call(
            DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: "Acme"))
        func code(_ request: IssueAPIKeyRequest) -> StatusCode? {
            channel.code(DirectoryAPI.IssueAPIKey.self, request)
        }
        #expect(code(IssueAPIKeyRequest()) == .invalidArgument)
        #expect(code(IssueAPIKeyRequest(organizationID: "org_none")) == .notFound)
        let id = organization.id
        #expect(code(.init(organizationID: id, scopes: ["all"])) == .invalidArgument)
        #expect(code(.init(organizationID: id, existingSecret: "short")) == .invalidArgument)
        let past = ProtoTimestamp(channel.clock.now)
        #expect(code(.init(organizationID: id, expiresAt: past)) == .invalidArgument)
        let carried = IssueAPIKeyRequest(
            organizationID: id, existingSecret: "an-older-secret-0123456789")
        #expect(code(carried) == nil)
        #expect(code(carried) == .alreadyExists)
    }

    @Test("keys are listed by organization; a revoked one says since when")
    func listAndRevoke() throws {
        let acme = try channel.makeKey(organization: "Acme")
        _ = try channel.makeKey(organization: "Other")
        let all = try channel.call(ListAPIKeys.self, ListAPIKeysRequest()).keys
        #expect(all.count == 2)
        let first = try #require(all.first)
        #expect(acme[0].value.contains(first.id))
        let ofAcme = try channel.call(
            ListAPIKeys.self, ListAPIKeysRequest(organizationID: first.organizationID))
        #expect(ofAcme.keys == [first])
        channel.clock.advance(milliseconds: 5)
        let revoke = RevokeAPIKeyRequest(id: first.id)
        _ = try channel.call(DirectoryAPI.RevokeAPIKey.self, revoke)
        let after = try channel.call(ListAPIKeys.self, ListAPIKeysRequest()).keys
        #expect(after.first?.revokedAt == ProtoTimestamp(channel.clock.now))
        #expect(
            channel.code(DirectoryAPI.RevokeAPIKey.self, RevokeAPIKeyRequest(id: "none"))
                == .notFound)
        #expect(
            channel.code(DirectoryAPI.RevokeAPIKey.self, RevokeAPIKeyRequest())
                == .invalidArgument)
        #expect(
            channel.code(ListAPIKeys.self, ListAPIKeysRequest(organizationID: "org_none"))
                == .notFound)
    }

    @Test("membership is given and taken")
    func membership() throws {
        let key = try channel.makeKey()
        let organization = try channel.call(ListOrganizations.self, ListOrganizationsRequest())
            .organizations[0]
        let user = try channel.makeUser("ada@example.com")
        func isMember() throws -> Bool {
            try channel.call(CheckUser.self, CheckUserRequest(email: "ada@example.com"), key)
                .existsInCurrentOrganization
        }
        func set(_ member: Bool, uuid: String, organization: String) -> StatusCode? {
            channel.code(
                DirectoryAPI.SetMembership.self,
                SetMembershipRequest(organizationID: organization, uuid: uuid, member: member))
        }
        #expect(set(true, uuid: user.uuid, organization: organization.id) == nil)
        #expect(try isMember())
        #expect(set(false, uuid: user.uuid, organization: organization.id) == nil)
        #expect(try !isMember())
        #expect(set(true, uuid: "nobody", organization: organization.id) == .notFound)
        #expect(set(true, uuid: user.uuid, organization: "org_none") == .notFound)
        #expect(set(true, uuid: user.uuid, organization: "") == .invalidArgument)
        #expect(set(true, uuid: "", organization: organization.id) == .invalidArgument)
    }

    @Test("the status tells what the daemon is and does")
    func status() throws {
        _ = try channel.makeUser("a@example.com", phone: "+1")
        channel.clock.advance(milliseconds: 12_345)
        let status = try channel.call(GetStatus.self, GetStatusRequest())
        #expect(status.version == "1.2.3" && status.engine == "memory")
        #expect(status.users == 1 && status.lastPosition == 2)
        #expect(status.connections == 3 && status.callsInFlight == 2)
        #expect(status.uptimeSeconds == 12)
    }

    @Test("the status counts calls by method and status, whoever answers them")
    func calls() throws {
        let path = { (method: String) in "rollcall.v1.Directory/\(method)" }
        _ = try channel.makeUser("a@example.com")
        let unknown = LookupUserRequest(key: UserKey(.email("nobody@example.com")))
        for _ in 0..<2 { #expect(channel.code(LookupUser.self, unknown) == .notFound) }
        let known = LookupUserRequest(key: UserKey(.email("a@example.com")))
        _ = try channel.call(LookupUser.self, known)
        let stranger = ServiceChannel.stranger
        #expect(channel.code(LookupUser.self, known, uid: stranger) == .unauthenticated)
        #expect(throws: Status.self) { try channel.call("rollcall.v1.Directory", "No", [], uid: 0) }
        #expect(throws: Status.self) { try channel.call("No", "No", [], uid: 0) }
        let calls = try channel.call(GetStatus.self, GetStatusRequest()).calls
        #expect(
            calls == [
                CallCount(method: path("LookupUser"), code: 0, count: 1),
                CallCount(method: path("LookupUser"), code: 5, count: 2),
                CallCount(method: path("LookupUser"), code: 16, count: 1),
                CallCount(method: path("FindOrCreateUser"), code: 0, count: 1),
                CallCount(code: 12, count: 2),
            ])
    }

    @Test("an engine that does not count its commits tells none")
    func noWriter() throws {
        #expect(try channel.call(GetStatus.self, GetStatusRequest()).writer == nil)
    }

    @Test("a whole store is verified to be one")
    func verify() throws {
        _ = try channel.makeUser("a@example.com", phone: "+15550100")
        let response = try channel.call(VerifyStore.self, VerifyStoreRequest())
        #expect(response.ok && response.problems.isEmpty)
        #expect(response.events == 2 && response.users == 1)
    }
}
