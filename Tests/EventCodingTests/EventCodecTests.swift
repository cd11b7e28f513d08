import DirectoryDomain
import EventCoding
import Testing

struct EventCodecTests {
    private static let codec = EventCodec()
    private static let hash = [UInt8](repeating: 7, count: 32)

    private static let payloads: [UserEvent] = [
        .created, .phoneNumberSet(masked: "***4567"), .phoneNumberSet(masked: "***"),
        .phoneNumberRemoved, .phoneNumberExported(masked: "***0123"), .erased,
    ]

    private static func event(_ payload: UserEvent) -> RecordedEvent {
        RecordedEvent(
            position: 3, uuid: UserUUID(trusted: "550E8400-E29B-41D4-A716-446655440000"),
            version: 2, time: Timestamp(milliseconds: 1_705_314_600_123),
            organizationID: "org_x", actor: "key:abc", event: payload, chainHash: hash)
    }

    @Test("every event comes back as it was", arguments: payloads)
    func roundTrip(_ payload: UserEvent) throws {
        let event = Self.event(payload)
        let bytes = Self.codec.bytes(of: event)
        let read = try #require(Self.codec.event(from: bytes, chainHash: Self.hash))
        #expect(read == event)
        #expect(read.uuid.value == event.uuid.value)
        #expect(Self.codec.bytes(of: read) == bytes)
    }

    @Test("the largest and the smallest values come back")
    func extremes() {
        var event = Self.event(.created)
        event.position = .max
        event.version = .max
        event.uuid = UserUUID(trusted: String(repeating: "u", count: 128))
        event.actor = "sub:" + String(repeating: "s", count: 128)
        for time in [Int64.max, .min, 0, -1] {
            event.time = Timestamp(milliseconds: time)
            let bytes = Self.codec.bytes(of: event)
            #expect(Self.codec.event(from: bytes, chainHash: Self.hash) == event)
        }
        event.organizationID = ""
        event.actor = ""
        let bytes = Self.codec.bytes(of: event)
        #expect(Self.codec.event(from: bytes, chainHash: Self.hash) == event)
    }

    @Test("the bytes are those of the contract, and stay so")
    func bytes() {
        let event = RecordedEvent(
            position: 1, uuid: UserUUID(trusted: "u"), version: 1,
            time: Timestamp(milliseconds: 5), organizationID: "", actor: "uid:0",
            event: .phoneNumberSet(masked: "***9"), chainHash: [])
        let wanted: [UInt8] =
            [0x08, 1, 0x12, 1, 0x75, 0x18, 1, 0x20, 5, 0x32, 5] + Array("uid:0".utf8)
            + [0x5A, 8, 0x08, 1, 0x12, 4] + Array("***9".utf8)
        #expect(Self.codec.bytes(of: event) == wanted)
    }

    @Test("the chain hash is outside the bytes")
    func hashOutside() {
        var other = Self.event(.created)
        other.chainHash = [UInt8](repeating: 9, count: 32)
        #expect(Self.codec.bytes(of: other) == Self.codec.bytes(of: Self.event(.created)))
    }

    @Test("the chain hash is SHA-256 over the previous hash and the bytes")
    func chain() {
        let empty = Self.codec.chainHash(after: [], bytes: Array("abc".utf8))
        // FIPS 180-2, appendix B.1.
        let wanted: [UInt8] = [
            0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE,
            0x22, 0x23, 0xB0, 0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C, 0xB4, 0x10, 0xFF, 0x61,
            0xF2, 0x00, 0x15, 0xAD,
        ]
        #expect(empty == wanted)
        #expect(Self.codec.chainHash(after: Array("a".utf8), bytes: Array("bc".utf8)) == wanted)
    }

    @Test(
        "bytes that are no known event are nobody's crash",
        arguments: [
            [], [0xFF], [0x08], [0x0A, 0xFF], [0x08, 1, 0x12, 1, 0x75, 0x18, 1],
            // An unknown payload, 20.
            [0x08, 1, 0x12, 1, 0x75, 0x18, 1, 0xA2, 0x01, 0],
            // An unknown action, 3, and none.
            [0x08, 1, 0x12, 1, 0x75, 0x18, 1, 0x5A, 2, 0x08, 3],
            [0x08, 1, 0x12, 1, 0x75, 0x18, 1, 0x5A, 0],
            // No position, no uuid, no version.
            [0x12, 1, 0x75, 0x18, 1, 0x52, 0], [0x08, 1, 0x18, 1, 0x52, 0],
            [0x08, 1, 0x12, 1, 0x75, 0x52, 0],
            // A NUL in the uuid; a uuid that is no UTF-8.
            [0x08, 1, 0x12, 2, 0x75, 0, 0x18, 1, 0x52, 0],
            [0x08, 1, 0x12, 1, 0xFF, 0x18, 1, 0x52, 0],
        ] as [[UInt8]])
    func notAnEvent(_ bytes: [UInt8]) {
        #expect(Self.codec.event(from: bytes, chainHash: Self.hash) == nil)
    }

    @Test("no cut and no changed byte stops the program")
    func mangled() {
        for payload in Self.payloads {
            let bytes = Self.codec.bytes(of: Self.event(payload))
            for length in bytes.indices {
                let cut = Array(bytes.prefix(length))
                let read = Self.codec.event(from: cut, chainHash: Self.hash)
                #expect(read != Self.event(payload))
            }
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 0x55
                let read = Self.codec.event(from: changed, chainHash: Self.hash)
                #expect(read != Self.event(payload))
            }
        }
    }
}
