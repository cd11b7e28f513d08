import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC
import TestSupport
import Testing

@testable import DirectoryService

@Suite("The methods of Directory")
struct DirectoryMethodTests {
    private let channel: ServiceChannel

    init() throws { channel = try ServiceChannel() }

    private func lookup(_ key: DirectoryAPI.UserKey.Key?) throws -> DirectoryAPI.User {
        try channel.call(LookupUser.self, LookupUserRequest(key: UserKey(key)))
    }

    private func code(_ key: DirectoryAPI.UserKey.Key?) -> StatusCode? {
        channel.code(LookupUser.self, LookupUserRequest(key: UserKey(key)))
    }

    @Test("a user is found by each kind of key, whole")
    func lookupKinds() throws {
        let made = try channel.makeUser("Ada@Example.com", uuid: "ada", phone: "+1 (555) 010-0200")
        let found = try lookup(.uuid("ada"))
        #expect(found.email == "Ada@Example.com" && found.phoneNumber == "+1 (555) 010-0200")
        #expect(found.canonicalPhoneNumber == "+15550100200" && found.version == 2)
        #expect(found.authyID == made.authyID && found.createdAt == made.createdAt)
        #expect(try lookup(.email(" ada@example.COM ")) == found)
        #expect(try lookup(.phoneNumber("+1 (555) 010-0200")) == found)
        #expect(try lookup(.canonicalPhoneNumber("001 555.010.0200")) == found)
        #expect(try lookup(.authyID(found.authyID)) == found)
        #expect(code(.phoneNumber("+15550100200")) == .notFound)
    }

    @Test("nobody is NOT_FOUND, a key that nobody can have INVALID_ARGUMENT")
    func lookupNobody() {
        for key: DirectoryAPI.UserKey.Key in [
            .uuid("x"), .email("a@example.com"), .phoneNumber("1"), .authyID(9),
            .canonicalPhoneNumber("+1555"),
        ] {
            #expect(code(key) == .notFound)
        }
        for key: DirectoryAPI.UserKey.Key? in [
            nil, .uuid(""), .uuid("a b"), .email("a"), .email("a b@example.com"), .email(""),
            .phoneNumber(""), .phoneNumber("null"), .phoneNumber(String(repeating: "1", count: 33)),
            .canonicalPhoneNumber("call me"), .authyID(0), .authyID(-1),
        ] {
            #expect(code(key) == .invalidArgument)
        }
        #expect(channel.code(LookupUser.self, LookupUserRequest()) == .invalidArgument)
    }

    @Test("a batch answers each key in its place")
    func batch() throws {
        let ada = try channel.makeUser("ada@example.com")
        let response = try channel.call(
            BatchLookupUsers.self,
            BatchLookupUsersRequest(keys: [
                UserKey(.email("x@example.com")), UserKey(.email("ada@example.com")),
                UserKey(.email("bad")), UserKey(),
            ]))
        #expect(response.results.count == 4)
        #expect(response.results[0].result == .notFound)
        #expect(response.results[1].result == .user(ada))
        #expect(response.results[2].result == .invalid("email: Invalid email format"))
        #expect(response.results[3].result == .invalid("key: one must be given"))
    }

    @Test("1 000 keys are a batch, 1 001 are INVALID_ARGUMENT")
    func batchLimit() throws {
        let key = UserKey(.authyID(1))
        let full = BatchLookupUsersRequest(keys: Array(repeating: key, count: 1000))
        #expect(try channel.call(BatchLookupUsers.self, full).results.count == 1000)
        let over = BatchLookupUsersRequest(keys: Array(repeating: key, count: 1001))
        #expect(channel.code(BatchLookupUsers.self, over) == .invalidArgument)
        let none = try channel.call(BatchLookupUsers.self, BatchLookupUsersRequest())
        #expect(none.results.isEmpty)
    }

    @Test("a batch stops at its deadline")
    func batchDeadline() {
        let request = BatchLookupUsersRequest(keys: [UserKey(.authyID(1))])
        let status = #expect(throws: Status.self) {
            _ = try channel.call(
                Service.directory, "BatchLookupUsers", request.encoded(),
                deadlineNanoseconds: channel.clock.monotonicNanoseconds)
        }
        #expect(status?.code == .deadlineExceeded)
    }

    @Test("an address is created once and found from then on, as first spelt")
    func findOrCreate() throws {
        let first = try channel.call(
            DirectoryAPI.FindOrCreateUser.self, FindOrCreateUserRequest(email: " Ada@example.com "))
        #expect(first.created && first.user?.email == "Ada@example.com")
        #expect(first.user?.version == 1)
        let second = try channel.call(
            DirectoryAPI.FindOrCreateUser.self,
            FindOrCreateUserRequest(email: "ADA@EXAMPLE.COM", uuid: "other"))
        #expect(!second.created && second.user == first.user)
        #expect(try channel.lastPosition == 1)
    }

    @Test("a taken uuid is ALREADY_EXISTS and creates nothing")
    func takenUUID() throws {
        _ = try channel.makeUser("a@example.com", uuid: "550E8400-e29b-41d4-a716-446655440000")
        let code = channel.code(
            DirectoryAPI.FindOrCreateUser.self,
            FindOrCreateUserRequest(
                email: "b@example.com", uuid: "550e8400-E29B-41d4-a716-446655440000"))
        #expect(code == .alreadyExists)
        #expect(try channel.lastPosition == 1)
    }

    @Test("find_only finds and never creates")
    func findOnly() throws {
        let request = FindOrCreateUserRequest(email: "a@example.com", findOnly: true)
        #expect(channel.code(DirectoryAPI.FindOrCreateUser.self, request) == .notFound)
        let made = try channel.makeUser("a@example.com")
        let found = try channel.call(DirectoryAPI.FindOrCreateUser.self, request)
        #expect(found.user == made && !found.created)
    }

    @Test("a malformed address or uuid is INVALID_ARGUMENT, also when the address is known")
    func findOrCreateInvalid() throws {
        _ = try channel.makeUser("a@example.com")
        for (email, uuid) in [
            ("", ""), ("a", ""), ("a b@example.com", ""), ("a@example.com", "a b"),
            (String(repeating: "a", count: 250) + "@example.com", ""),
        ] {
            let request = FindOrCreateUserRequest(email: email, uuid: uuid)
            let code = channel.code(DirectoryAPI.FindOrCreateUser.self, request)
            #expect(code == .invalidArgument)
        }
        #expect(try channel.lastPosition == 1)
    }

    @Test("a user that a key creates is a member of its organization; finding changes nothing")
    func membership() throws {
        let acme = try channel.makeKey(organization: "Acme")
        let other = try channel.makeKey(organization: "Other")
        let request = FindOrCreateUserRequest(email: "ada@example.com")
        _ = try channel.call(DirectoryAPI.FindOrCreateUser.self, request, acme)
        _ = try channel.call(DirectoryAPI.FindOrCreateUser.self, request, other)
        func exists(_ key: ServiceChannel.Metadata) throws -> Bool {
            try channel.call(CheckUser.self, CheckUserRequest(email: "ada@example.com"), key)
                .existsInCurrentOrganization
        }
        #expect(try exists(acme))
        #expect(try !exists(other))
        #expect(try !exists([]))
    }

    @Test("the e-mail has priority and is no fallback")
    func checkPriority() throws {
        let user = try channel.makeUser("ada@example.com", phone: "+15550100")
        func match(_ email: String, _ phone: String) throws -> CheckUserResponse {
            try channel.call(CheckUser.self, CheckUserRequest(email: email, phoneNumber: phone))
        }
        #expect(try match("ada@example.com", "+1999").match == .emailExists)
        #expect(try match("x@example.com", "+15550100").match == .userNotFound)
        #expect(try match("x@example.com", "+15550100").createdAt == nil)
        let byPhone = try match("", "+1 555-0100")
        #expect(byPhone.match == .phoneNumberExists && byPhone.createdAt == user.createdAt)
        for (email, phone) in [("", ""), ("bad", "+15550100"), ("", "null")] {
            let request = CheckUserRequest(email: email, phoneNumber: phone)
            #expect(channel.code(CheckUser.self, request) == .invalidArgument)
        }
    }

    @Test("a number is set, set again and removed")
    func updatePhone() throws {
        let user = try channel.makeUser()
        func update(_ change: UpdatePhoneNumberRequest.Change?) throws -> UpdatePhoneNumberResponse
        {
            try channel.call(
                DirectoryAPI.UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: user.uuid, change: change))
        }
        let set = try update(.set("+1 555 0100"))
        #expect(set.version == 2 && set.event?.version == 2 && set.event?.position == 2)
        #expect(
            set.event?.payload
                == .userPhoneNumberUpdated(
                    UserPhoneNumberUpdated(action: .set, maskedPhoneNumber: "***0100")))
        let again = try update(.set("+1 555 0100"))
        #expect(again.version == 2 && again.event == nil)
        let removed = try update(.remove)
        #expect(removed.version == 3)
        #expect(
            removed.event?.payload
                == .userPhoneNumberUpdated(UserPhoneNumberUpdated(action: .removed)))
        #expect(try update(.remove).event == nil)
        #expect(try channel.lastPosition == 3)
    }

    @Test("bad input to a change of a number is refused in its own way, and nothing is appended")
    func updatePhoneInvalid() throws {
        let user = try channel.makeUser()
        func code(
            _ uuid: String, _ change: UpdatePhoneNumberRequest.Change?, _ version: Int64 = 0
        ) -> StatusCode? {
            channel.code(
                DirectoryAPI.UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: uuid, change: change, expectedVersion: version))
        }
        #expect(code(user.uuid, nil) == .invalidArgument)
        #expect(code(user.uuid, .set("")) == .invalidArgument)
        #expect(code(user.uuid, .set("null")) == .invalidArgument)
        #expect(code(user.uuid, .set("12\u{7}")) == .invalidArgument)
        #expect(code(user.uuid, .set(String(repeating: "1", count: 33))) == .invalidArgument)
        #expect(code(user.uuid, .set("+1"), -1) == .invalidArgument)
        #expect(code("", .remove) == .invalidArgument)
        #expect(code("nobody", .remove) == .notFound)
        #expect(code("no body", .remove) == .notFound)
        #expect(code(user.uuid, .set("+1"), 7) == .aborted)
        #expect(code(user.uuid, .set("+1555"), 1) == nil)
        #expect(try channel.lastPosition == 2)
    }

    @Test("an export gives the number's parts, and three in 30 days are all")
    func export() throws {
        let user = try channel.makeUser(phone: "+1 444-555-6666")
        let request = ExportPhoneNumberRequest(authyID: user.authyID)
        for _ in 0..<3 {
            let out = try channel.call(DirectoryAPI.ExportPhoneNumber.self, request)
            #expect(out.e164 == "+14445556666" && out.countryCode == "1")
            #expect(out.nationalNumber == "4445556666")
        }
        let status = #expect(throws: Status.self) {
            _ = try channel.call(DirectoryAPI.ExportPhoneNumber.self, request)
        }
        #expect(status?.code == .resourceExhausted)
        #expect(status?.retryAfterMilliseconds == Int64(2_592_000_000))
        channel.clock.advance(days: 30)
        #expect(channel.code(DirectoryAPI.ExportPhoneNumber.self, request) == nil)
    }

    @Test("an export is refused in the documented order")
    func exportOrder() throws {
        let user = try channel.makeUser()
        func code(_ id: Int64, _ key: ServiceChannel.Metadata = []) -> StatusCode? {
            channel.code(
                DirectoryAPI.ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: id), key)
        }
        for id in [0, -1, 99, .max, user.authyID] { #expect(code(id) == .notFound) }
        let standard = try channel.makeKey()
        #expect(code(0, standard) == .permissionDenied)
        _ = try channel.call(
            DirectoryAPI.UpdatePhoneNumber.self,
            UpdatePhoneNumberRequest(uuid: user.uuid, change: .set("extension 7")))
        #expect(code(user.authyID) == .invalidArgument)
    }

    @Test("an organization exports 1 500 times in a minute, refused calls not counted")
    func applicationLimit() throws {
        let key = try channel.makeKey()
        let request = ExportPhoneNumberRequest(authyID: 1)
        func status(_ key: ServiceChannel.Metadata) -> Status? {
            #expect(throws: Status.self) {
                _ = try channel.call(DirectoryAPI.ExportPhoneNumber.self, request, key)
            }
        }
        // Without the scope each is refused, but counts: the limit is looked at first.
        for _ in 0..<1500 {
            #expect(
                channel.code(DirectoryAPI.ExportPhoneNumber.self, request, key)
                    == .permissionDenied)
        }
        channel.clock.advance(milliseconds: 59_000)
        #expect(status(key)?.retryAfterMilliseconds == 1000)
        #expect(status(try channel.makeKey(organization: "Other"))?.code == .permissionDenied)
        channel.clock.advance(milliseconds: 1000)
        #expect(status(key)?.code == .permissionDenied)
    }

    @Test("a user's events come in pages, by version")
    func events() throws {
        let user = try channel.makeUser()
        for index in 0..<4 {
            _ = try channel.call(
                DirectoryAPI.UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: user.uuid, change: .set("+1555010\(index)")))
        }
        var versions: [Int64] = []
        var after: Int64 = 0
        repeat {
            let page = try channel.call(
                ListUserEvents.self,
                ListUserEventsRequest(uuid: user.uuid, afterVersion: after, pageSize: 2))
            #expect(page.events.count <= 2)
            versions += page.events.map(\.version)
            after = page.nextAfterVersion
        } while after != 0
        #expect(versions == [1, 2, 3, 4, 5])
    }

    @Test("bad pages of events are INVALID_ARGUMENT")
    func eventsInvalid() throws {
        let user = try channel.makeUser()
        for (uuid, after, size) in [
            ("", 0, 0), (user.uuid, -1, 0), (user.uuid, 0, -1), (user.uuid, 0, 1001),
        ] {
            let request = ListUserEventsRequest(
                uuid: uuid, afterVersion: Int64(after), pageSize: Int32(size))
            #expect(channel.code(ListUserEvents.self, request) == .invalidArgument)
        }
        let nobody = ListUserEventsRequest(uuid: "nobody")
        #expect(channel.code(ListUserEvents.self, nobody) == .notFound)
    }

    @Test("an erased user is empty, and its address is free again")
    func erase() throws {
        let user = try channel.makeUser("ada@example.com", uuid: "ada", phone: "+15550100")
        let erased = try channel.call(
            DirectoryAPI.EraseUser.self, EraseUserRequest(uuid: user.uuid))
        #expect(erased.version == 3)
        let left = try lookup(.uuid("ada"))
        #expect(left.email.isEmpty && left.phoneNumber.isEmpty && left.version == 3)
        #expect(code(.email("ada@example.com")) == .notFound)
        #expect(code(.phoneNumber("+15550100")) == .notFound)
        #expect(
            channel.code(
                DirectoryAPI.FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "b@example.com", uuid: "ada")) == .alreadyExists)
        #expect(try channel.makeUser("ada@example.com").authyID == user.authyID + 1)
        for uuid in ["", "nobody"] {
            let code = channel.code(DirectoryAPI.EraseUser.self, EraseUserRequest(uuid: uuid))
            #expect(code == (uuid.isEmpty ? .invalidArgument : .notFound))
        }
    }

    @Test("a command whose deadline has passed is never executed")
    func expired() throws {
        let request = FindOrCreateUserRequest(email: "late@example.com")
        let status = #expect(throws: Status.self) {
            _ = try channel.call(
                Service.directory, "FindOrCreateUser", request.encoded(),
                deadlineNanoseconds: channel.clock.monotonicNanoseconds)
        }
        #expect(status?.code == .deadlineExceeded)
        #expect(try channel.lastPosition == 0)
    }

    @Test("an unknown service and an unknown method are told apart")
    func unknown() {
        for (service, method, text) in [
            ("no.Service", "X", "service no.Service"), (Service.directory, "X", "method X"),
            (Service.directory, "", "method "), ("", "", "service "),
        ] {
            let status = #expect(throws: Status.self) {
                _ = try channel.call(service, method, [])
            }
            #expect(status == Status(.unimplemented, text))
        }
    }

    @Test("every method of the list is answered")
    func everyMethod() {
        let served = Set(DirectoryHandlers.all.map { "\($0.service)/\($0.method)" })
        #expect(served == Set(MethodList.all.map(\.path)))
    }
}
