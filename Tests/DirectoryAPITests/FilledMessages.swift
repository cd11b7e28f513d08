import DirectoryAPI
import ProtobufC

/// A message of every type, each field filled with a value that no other field of it has.
enum FilledMessages {
    typealias Message = MessageCoding & Equatable & Sendable

    static let all: [any Message] = directory + admin + rpc

    private static let time = ProtoTimestamp(seconds: 1_705_314_600, nanos: 123_000_000)
    private static let user = User(
        uuid: "u-1", email: "ada@example.com", phoneNumber: "+1-555-0123", createdAt: time,
        updatedAt: ProtoTimestamp(seconds: 1_705_314_601), authyID: 7, version: 3,
        canonicalPhoneNumber: "+15550123")

    static func event(_ payload: Event.Payload) -> Event {
        Event(
            position: 12, uuid: "u-1", version: 2, time: time, organizationID: "org_1",
            actor: "key:1", payload: payload, chainHash: [1, 2, 0, 255])
    }

    private static let directory: [any Message] =
        [
            user, UserKey(.uuid("u")), UserKey(.email("e")), UserKey(.phoneNumber("p")),
            UserKey(.canonicalPhoneNumber("c")), UserKey(.authyID(4)),
            LookupUserRequest(key: UserKey(.email("e"))),
            BatchLookupUsersRequest(keys: [UserKey(.email("e")), UserKey(), UserKey(.uuid(""))]),
            BatchLookupUsersResponse(results: [
                .init(result: .user(user)), .init(result: .notFound),
                .init(result: .invalid("no address")),
            ]),
            BatchLookupUsersResponse.Result(result: .user(user)),
            FindOrCreateUserRequest(email: "e", uuid: "u", findOnly: true),
            FindOrCreateUserResponse(user: user, created: true),
            CheckUserRequest(email: "e", phoneNumber: "p"),
            CheckUserResponse(
                match: .phoneNumberExists, createdAt: time, existsInCurrentOrganization: true),
            UpdatePhoneNumberRequest(uuid: "u", change: .set("p"), expectedVersion: 9),
            UpdatePhoneNumberRequest(uuid: "u", change: .remove),
            UpdatePhoneNumberResponse(
                uuid: "u", version: 4, event: event(.userCreated(UserCreated()))),
            ExportPhoneNumberRequest(authyID: 5),
            ExportPhoneNumberResponse(
                e164: "+15550123", countryCode: "1", nationalNumber: "5550123", updatedAt: time),
            event(.userCreated(UserCreated())), event(.userErased(UserErased())),
            event(
                .userPhoneNumberUpdated(
                    UserPhoneNumberUpdated(action: .set, maskedPhoneNumber: "***0123"))),
            event(.phoneNumberExported(PhoneNumberExported(maskedPhoneNumber: "***0123"))),
            UserCreated(), UserErased(), PhoneNumberExported(maskedPhoneNumber: "***1"),
            UserPhoneNumberUpdated(action: .removed, maskedPhoneNumber: "***2"),
        ] + pages

    private static let pages: [any Message] = [
        ListUserEventsRequest(uuid: "u", afterVersion: 3, pageSize: 50),
        ListUserEventsResponse(
            events: [event(.userErased(UserErased()))], nextAfterVersion: 8),
        WatchEventsRequest(afterPosition: 6), EraseUserRequest(uuid: "u"),
        EraseUserResponse(version: 5),
    ]

    private static let key = APIKey(
        id: "k", organizationID: "org_1", scopes: ["users:read", "users:check"], createdAt: time,
        expiresAt: ProtoTimestamp(seconds: 1), revokedAt: ProtoTimestamp(seconds: 2),
        lastUsedAt: ProtoTimestamp(seconds: 3), requestsPerMinute: 60, distinctPerDay: 70)
    private static let organization = Organization(
        id: "org_1", name: "Ex", createdAt: time, visibility: .isolated)
    private static let record = UserRecord(
        uuid: "u", email: "e", phoneNumber: "p", createdAt: time, authyID: 2,
        organizationIDs: ["org_1", "org_2"], updatedAt: ProtoTimestamp(seconds: 9))

    private static let admin: [any Message] = [
        organization, key, record, CreateOrganizationRequest(name: "Ex", visibility: .isolated),
        SetOrganizationVisibilityRequest(organizationID: "org_1", visibility: .isolated),
        LimitAPIKeyRequest(id: "k", requestsPerMinute: 60, distinctPerDay: 70),
        ListOrganizationsRequest(), ListOrganizationsResponse(organizations: [organization]),
        SetMembershipRequest(organizationID: "org_1", uuid: "u", member: true),
        SetMembershipResponse(),
        IssueAPIKeyRequest(
            organizationID: "org_1", scopes: ["users:read"], expiresAt: time, existingSecret: "s",
            requestsPerMinute: 60, distinctPerDay: 70),
        IssueAPIKeyResponse(key: key, secret: "s"), ListAPIKeysRequest(organizationID: "org_1"),
        ListAPIKeysResponse(keys: [key, key]), RevokeAPIKeyRequest(id: "k"),
        RevokeAPIKeyResponse(), ImportUsersRequest(users: [record], organizations: [organization]),
        ImportUsersResponse(created: 1, unchanged: 2, rejected: 3, rejections: ["4", "5"]),
        ExportUsersRequest(), ExportUsersResponse(users: [record], organizations: [organization]),
        CreateBackupRequest(path: "/b"), CreateBackupResponse(bytes: 10, lastPosition: 11),
        VerifyStoreRequest(),
        VerifyStoreResponse(ok: true, events: 4, users: 5, problems: ["one", "two"]),
        GetStatusRequest(),
        status, hotRecords, spread, spread.buckets[0], status.calls[0], writer,
    ]

    private static let status = {
        var status = GetStatusResponse(
            version: "0.1.0", users: 1, lastPosition: 2, connections: 3, callsInFlight: 4,
            uptimeSeconds: 5, engine: "memory", hotRecords: hotRecords)
        status.backupDone = 12
        status.backupTotal = 13
        status.streams = 30
        status.expiredCalls = 31
        status.overloadedCalls = 32
        status.calls = [
            CallCount(method: "s/m", code: 5, count: 6), CallCount(code: 12, count: 1),
        ]
        status.writer = writer
        return status
    }()

    private static let spread = Histogram(
        buckets: [HistogramBucket(bound: 1, count: 2), HistogramBucket(count: 3)], sum: 40)

    private static let writer = WriterStatus(
        queuedCommands: 1, batchCommands: spread, commitMicroseconds: Histogram(sum: 2),
        failedCommits: 3)

    private static let hotRecords = HotRecordsStatus(
        entries: 1, bytes: 2, capacityBytes: 3, hits: 4, misses: 5)

    private static let rpc: [any Message] = [
        HealthCheckRequest(service: "s"), HealthCheckResponse(status: .notServing),
        RPCStatus(code: 5, message: "no user", details: [ProtoAny(typeURL: "t", value: [9])]),
        RetryInfo(retryDelay: ProtoDuration(seconds: 1, nanos: 500_000_000)),
        ProtoAny(typeURL: "t", value: [1, 0, 2]), ProtoDuration(seconds: -1, nanos: -5),
        ProtoTimestamp(seconds: -3, nanos: 7), ProtoEmpty(),
    ]
}
