import DirectoryAPI
import ProtobufC
import RollcallClient
import Testing

/// A call that must be refused.
struct BadCall: Sendable, CustomTestStringConvertible {
    let service: String
    let method: String
    let payload: [UInt8]
    let code: RollcallError.Code

    init<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, _ code: RollcallError.Code
    ) {
        service = Method.service
        self.method = Method.name
        payload = request.encoded()
        self.code = code
    }

    init(_ service: String, _ method: String, _ payload: [UInt8], _ code: RollcallError.Code) {
        self.service = service
        self.method = method
        self.payload = payload
        self.code = code
    }

    var testDescription: String { "\(method) \(payload.prefix(40)): \(code)" }
}

@Suite("Bad input on every method")
struct BadInputTests {
    @Test("is refused with a clear status, and changes nothing")
    func refused() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let organization = try await daemon.client.call(
            CreateOrganization.self, CreateOrganizationRequest(name: "One"))
        let calls = Self.lookUps + Self.changes + Self.admin(organization.id) + Self.protocolErrors
        let unary = MethodList.all.filter { $0.kind == .unary }
        #expect(Set(calls.map(\.method)).isSuperset(of: unary.map(\.name)))
        let before = try await daemon.status()
        for call in calls {
            let error = await #expect(throws: RollcallError.self, "\(call.testDescription)") {
                try await daemon.client.call(
                    service: call.service, method: call.method, payload: call.payload)
            }
            #expect(error?.code == call.code, "\(call.testDescription): \(error?.message ?? "")")
            #expect(error?.message.isEmpty == false, "\(call.testDescription)")
        }
        let after = try await daemon.status()
        #expect(after.lastPosition == before.lastPosition)
        #expect(after.users == before.users)
        let organizations = try await daemon.client.call(
            ListOrganizations.self, ListOrganizationsRequest())
        #expect(organizations.organizations == [organization])
        let keys = try await daemon.client.call(
            ListAPIKeys.self, ListAPIKeysRequest(organizationID: organization.id))
        #expect(keys.keys == [])
        try await daemon.expectWhole()
    }

    @Test("a batch answers each of its keys on its own")
    func batch() async throws {
        let daemon = try await LiveDaemon.start()
        let user = try await daemon.create("ann@example.com", uuid: "u-1")
        let keys = [
            UserKey(.uuid("u-1")), UserKey(.uuid("u-2")), UserKey(.email("no address")), UserKey(),
        ]
        let answer = try await daemon.client.call(
            BatchLookupUsers.self, BatchLookupUsersRequest(keys: keys))
        try #require(answer.results.count == 4)
        #expect(answer.results[0].result == .user(user))
        #expect(answer.results[1].result == .notFound)
        for result in answer.results[2...] {
            guard case .invalid(let reason) = result.result else {
                Issue.record("not invalid: \(result)")
                continue
            }
            #expect(!reason.isEmpty)
            #expect(!reason.contains("no address"))
        }
    }

    private static let longEmail = String(repeating: "x", count: 243) + "@example.com"
    private static let badEmails = [
        "", "ann", "@", "a@", "@b", "a b@example.com", "a@b@c", "a\u{7}@example.com", longEmail,
    ]
    private static let badUUIDs = ["with space", "ü", String(repeating: "x", count: 129), "a/b"]
    private static let badNumbers = ["", String(repeating: "1", count: 33), "1\u{7}2", "1\n2"]

    private static let lookUps: [BadCall] =
        [
            BadCall(LookupUser.self, LookupUserRequest(), .invalidArgument),
            BadCall(LookupUser.self, LookupUserRequest(key: UserKey()), .invalidArgument),
            BadCall(LookupUser.self, LookupUserRequest(key: UserKey(.uuid("u-9"))), .notFound),
            BadCall(CheckUser.self, CheckUserRequest(), .invalidArgument),
            BadCall(
                BatchLookupUsers.self,
                BatchLookupUsersRequest(
                    keys: Array(repeating: UserKey(.uuid("u-1")), count: 1_001)),
                .invalidArgument),
            BadCall(ListUserEvents.self, ListUserEventsRequest(uuid: ""), .invalidArgument),
            BadCall(ListUserEvents.self, ListUserEventsRequest(uuid: "u-9"), .notFound),
            BadCall(
                ListUserEvents.self, ListUserEventsRequest(uuid: "u-1", afterVersion: -1),
                .invalidArgument),
            BadCall(
                ListUserEvents.self, ListUserEventsRequest(uuid: "u-1", pageSize: 1_001),
                .invalidArgument),
            BadCall(
                ListUserEvents.self, ListUserEventsRequest(uuid: "u-1", pageSize: -1),
                .invalidArgument),
            BadCall(CheckHealth.self, HealthCheckRequest(service: "no.such.Service"), .notFound),
        ]
        + badEmails.map {
            BadCall(LookupUser.self, LookupUserRequest(key: UserKey(.email($0))), .invalidArgument)
        }
        + badNumbers.map {
            BadCall(
                LookupUser.self, LookupUserRequest(key: UserKey(.phoneNumber($0))),
                .invalidArgument)
        }
        + badEmails.dropFirst().map {
            BadCall(CheckUser.self, CheckUserRequest(email: $0), .invalidArgument)
        }

    private static let changes: [BadCall] =
        [
            BadCall(
                FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "new@example.com", uuid: "u-1"), .alreadyExists),
            BadCall(
                FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "new@example.com", findOnly: true), .notFound),
            BadCall(
                UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: "u-1"), .invalidArgument),
            BadCall(
                UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: "u-9", change: .remove),
                .notFound),
            BadCall(
                UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: "u-1", change: .remove, expectedVersion: 7),
                .aborted),
            BadCall(
                ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: 0), .notFound),
            BadCall(
                ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: -1), .notFound),
            BadCall(
                ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: .max), .notFound),
            BadCall(EraseUser.self, EraseUserRequest(uuid: ""), .invalidArgument),
            BadCall(EraseUser.self, EraseUserRequest(uuid: "u-9"), .notFound),
        ]
        + badEmails.map {
            BadCall(
                FindOrCreateUser.self, FindOrCreateUserRequest(email: $0), .invalidArgument)
        }
        + badUUIDs.map {
            BadCall(
                FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "new@example.com", uuid: $0), .invalidArgument)
        }
        + badNumbers.map {
            BadCall(
                UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: "u-1", change: .set($0)),
                .invalidArgument)
        }

    private static func admin(_ organization: String) -> [BadCall] {
        [
            BadCall(
                CreateOrganization.self, CreateOrganizationRequest(name: ""), .invalidArgument),
            BadCall(
                SetMembership.self,
                SetMembershipRequest(organizationID: "org_none", uuid: "u-1", member: true),
                .notFound),
            BadCall(
                SetMembership.self,
                SetMembershipRequest(organizationID: organization, uuid: "u-9", member: true),
                .notFound),
            BadCall(
                IssueAPIKey.self, IssueAPIKeyRequest(organizationID: "org_none"), .notFound),
            BadCall(
                IssueAPIKey.self,
                IssueAPIKeyRequest(organizationID: organization, scopes: ["users:fly"]),
                .invalidArgument),
            BadCall(
                IssueAPIKey.self,
                IssueAPIKeyRequest(organizationID: organization, existingSecret: "short"),
                .invalidArgument),
            BadCall(RevokeAPIKey.self, RevokeAPIKeyRequest(id: "nobody"), .notFound),
            BadCall(
                IssueAPIKey.self,
                IssueAPIKeyRequest(organizationID: organization, requestsPerMinute: -1),
                .invalidArgument),
            BadCall(
                IssueAPIKey.self,
                IssueAPIKeyRequest(organizationID: organization, distinctPerDay: 1_000_001),
                .invalidArgument),
            BadCall(LimitAPIKey.self, LimitAPIKeyRequest(), .invalidArgument),
            BadCall(LimitAPIKey.self, LimitAPIKeyRequest(id: "nobody"), .notFound),
            BadCall(
                LimitAPIKey.self, LimitAPIKeyRequest(id: "nobody", distinctPerDay: -1),
                .invalidArgument),
            BadCall(
                SetOrganizationVisibility.self,
                SetOrganizationVisibilityRequest(organizationID: organization), .invalidArgument),
            BadCall(
                SetOrganizationVisibility.self,
                SetOrganizationVisibilityRequest(
                    organizationID: "org_none", visibility: .isolated), .notFound),
            BadCall(CreateBackup.self, CreateBackupRequest(path: "b"), .invalidArgument),
            BadCall(CreateBackup.self, CreateBackupRequest(path: "/none/b"), .invalidArgument),
            BadCall(CreateBackup.self, CreateBackupRequest(path: "/dev/null"), .alreadyExists),
        ]
    }

    /// Bytes that are no message, for every method there is, and names that are none.
    private static let protocolErrors: [BadCall] =
        MethodList.all.filter { $0.kind == .unary }.map {
            BadCall($0.service, $0.name, [0x0a, 0xff, 0xff], .internal)
        }
        + [
            BadCall(Service.directory, "NoSuchMethod", [], .unimplemented),
            BadCall("no.such.Service", "LookupUser", [], .unimplemented),
            BadCall("", "", [], .unimplemented),
        ]
}
