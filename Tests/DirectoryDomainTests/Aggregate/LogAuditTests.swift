import DirectoryDomain
import EventCoding
import TestSupport
import Testing

/// One test for each kind of trouble, planted in a log that is otherwise whole.
struct LogAuditTests {
    private let codec = EventCodec()
    private let number = PhoneNumber(trusted: "+15551234567")

    private func event(
        _ position: Int64, _ version: Int64, _ event: UserEvent, uuid: String = "u",
        actor: String = "uid:1", organizationID: String = ""
    ) -> RecordedEvent {
        RecordedEvent(
            position: position, uuid: UserUUID(trusted: uuid), version: version,
            time: Timestamp(milliseconds: position), organizationID: organizationID, actor: actor,
            event: event, chainHash: [])
    }

    private var events: [RecordedEvent] {
        [event(1, 1, .created), event(2, 2, .phoneNumberSet(masked: "***4567"))]
    }

    private var user: User {
        User(
            authyID: 1, uuid: UserUUID(trusted: "u"), email: "a@b.c", phoneNumber: number,
            createdAt: Timestamp(milliseconds: 1), updatedAt: Timestamp(milliseconds: 2),
            version: 2)
    }

    /// The problems of a log of these events, chained as a store would.
    private func problems(
        _ events: [RecordedEvent], users: [User], spoil: (inout [UInt8], Int) -> Void = { _, _ in }
    ) -> [String] {
        var audit = LogAudit(sealing: codec)
        var hash = [UInt8](repeating: 0, count: 32)
        for (index, event) in events.enumerated() {
            var bytes = codec.bytes(of: event)
            hash = codec.chainHash(after: hash, bytes: bytes)
            spoil(&bytes, index)
            audit.take(position: event.position, bytes: bytes, chainHash: hash)
        }
        for user in users { audit.compare(user) }
        audit.finish()
        return audit.problems
    }

    @Test("a log that agrees with its records is whole")
    func whole() {
        #expect(problems(events, users: [user]) == [])
        #expect(problems([], users: []) == [])
    }

    @Test("a changed byte breaks the chain")
    func chain() {
        let found = problems(events, users: [user]) { bytes, index in
            if index == 0 { bytes[bytes.count - 1] ^= 1 }
        }
        #expect(found.contains("position 1: the chain is broken"))
    }

    @Test("a missing event is a gap in positions and in versions")
    func gap() {
        let found = problems([events[1]], users: [user])
        #expect(found.contains("position 2: expected 1, positions are not dense"))
        #expect(found.contains("position 2: versions are not dense"))
    }

    @Test("bytes that no field accounts for are found")
    func hiddenBytes() {
        let found = problems(events, users: [user]) { bytes, _ in
            // Field 15, a string.
            bytes += [0x7A, 0x03, 0x61, 0x40, 0x62]
        }
        #expect(found.contains("position 1: the bytes are not those of the event"))
    }

    @Test("bytes that are no event are found")
    func noEvent() {
        let found = problems(events, users: [user]) { bytes, _ in bytes = [0xFF] }
        #expect(found.contains("position 2: not an event"))
    }

    @Test(
        "an address, a number or a mask that shows too much is found",
        arguments: ["sub:a@b.c", "+15551234567", "sub:+15551234567", "00 44 20 7946 0958"])
    func personal(_ text: String) {
        let wanted = ["position 1: holds something personal"]
        #expect(problems([event(1, 1, .created, actor: text)], users: []).starts(with: wanted))
        let inOrganization = event(1, 1, .created, organizationID: text)
        #expect(problems([inOrganization], users: []).starts(with: wanted))
        let inMask = [event(1, 1, .created), event(2, 2, .phoneNumberSet(masked: text))]
        #expect(
            problems(inMask, users: []).starts(with: ["position 2: holds something personal"]))
    }

    @Test("a record that differs from its events is found")
    func differs() {
        let changes: [(inout User) -> Void] = [
            { $0.version = 3 }, { $0.phoneNumber = nil },
            { $0.createdAt = Timestamp(milliseconds: 0) },
            { $0.updatedAt = Timestamp(milliseconds: 1) }, { $0.isErased = true },
            { $0.phoneNumber = PhoneNumber(trusted: "+15551230000") },
        ]
        for change in changes {
            var changed = user
            change(&changed)
            #expect(
                problems(events, users: [changed]).contains("authy id 1: differs from its events"))
        }
    }

    @Test("a record without events, and events without a record, are found")
    func missing() {
        #expect(problems([], users: [user]) == ["authy id 1: in no event"])
        #expect(problems(events, users: []) == ["1 users of the log have no record"])
    }

    @Test("an erased user with personal data, or a living one without, is found")
    func personalData() {
        var erased = user
        erased.isErased = true
        erased.version = 3
        erased.updatedAt = Timestamp(milliseconds: 3)
        let log = events + [event(3, 3, .erased)]
        #expect(
            problems(log, users: [erased]).contains("authy id 1: erased, with personal data"))
        var nameless = user
        nameless.email = ""
        #expect(problems(events, users: [nameless]) == ["authy id 1: has no address"])
    }

    @Test("an event after the erasure, or before the one it follows, is found")
    func order() {
        let late = events + [event(3, 3, .erased), event(4, 4, .phoneNumberRemoved)]
        #expect(problems(late, users: []).contains("position 4: after the erasure"))
        var early = events
        early[1].time = Timestamp(milliseconds: 0)
        #expect(
            problems(early, users: [])
                .contains("position 2: earlier than the event before it"))
    }
}
