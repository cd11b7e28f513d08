import DirectoryDomain
import EventCoding
import TestSupport
import Testing

struct UserDirectoryTests {
    private let store: StoreHarness
    private let directory: UserDirectory

    init() throws {
        store = try StoreHarness { clock in
            InMemoryStore(
                sealing: EventCodec(), clock: { clock.now },
                monotonic: { clock.monotonicNanoseconds })
        }
        directory = UserDirectory(store: store.store)
    }

    private func check(
        email: String? = nil, number: String? = nil, organizationID: String = ""
    ) throws -> UserDirectory.Check {
        try directory.check(
            email: email.map(Fixture.email), phoneNumber: number.map(Fixture.number),
            organizationID: organizationID, from: store.store.makeReader())
    }

    @Test("existence is global, and the organization's part is membership")
    func membership() async throws {
        let organization = try await store.createOrganization("One")
        let user = try await store.create(
            "a@example.com", phoneNumber: "+15551234567", organizationID: organization.id)
        for (id, isMember) in [(organization.id, true), ("org_other", false), ("", false)] {
            #expect(
                try check(email: "A@Example.com", organizationID: id)
                    == .emailExists(createdAt: user.createdAt, inOrganization: isMember))
            #expect(
                try check(number: "001 555 123 4567", organizationID: id)
                    == .phoneNumberExists(createdAt: user.createdAt, inOrganization: isMember))
        }
    }

    @Test("with both given only the e-mail is looked up")
    func priority() async throws {
        let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
        #expect(try check(email: "b@example.com", number: "+15551234567") == .notFound)
        #expect(
            try check(email: "a@example.com", number: "+1")
                == .emailExists(createdAt: user.createdAt, inOrganization: false))
        #expect(try check(number: "+15551234568") == .notFound)
    }

    @Test("one of the two must be given")
    func neither() {
        #expect(throws: Refusal.self) { try check() }
    }

    @Test("a user's events are read, and nobody's are not found")
    func events() async throws {
        let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
        let reader = try store.store.makeReader()
        let events = try directory.events(
            of: user.uuid, afterVersion: 1, limit: 10, from: reader)
        #expect(events.map(\.version) == [2])
        let nobody = try Fixture.uuid("nobody")
        #expect(throws: Refusal.notFound) {
            try directory.events(of: nobody, afterVersion: 0, limit: 10, from: reader)
        }
    }

    @Test("a command is done on the caller's behalf, and before the deadline")
    func behalf() async throws {
        let command = FindOrCreateUser(
            email: try Fixture.email("a@example.com"), requestedUUID: nil,
            freshUUID: Fixture.freshUUID())
        func submit(deadlineNanoseconds: UInt64?) async throws -> FindOrCreateUser.Outcome {
            try await withCheckedContinuation { waiting in
                directory.submit(
                    command,
                    from: CommandOrigin(
                        organizationID: "org_x", actor: "key:k",
                        deadlineNanoseconds: deadlineNanoseconds)
                ) { waiting.resume(returning: $0) }
            }.get()
        }
        await #expect(throws: CommandError.expired) { try await submit(deadlineNanoseconds: 0) }
        #expect(try await submit(deadlineNanoseconds: nil).created)
        let event = try #require(try store.log().first)
        #expect(event.organizationID == "org_x")
        #expect(event.actor == "key:k")
    }
}
