import ProtobufC

/// What happened to one user. Holds nothing personal.
public struct Event: MessageCoding, Equatable, Sendable {
    public enum Payload: Equatable, Sendable {
        case userCreated(UserCreated)
        case userPhoneNumberUpdated(UserPhoneNumberUpdated)
        case phoneNumberExported(PhoneNumberExported)
        case userErased(UserErased)
    }

    /// Dense, global, from 1.
    public var position: Int64
    /// The aggregate.
    public var uuid: String
    /// Of the aggregate after this event.
    public var version: Int64
    public var time: ProtoTimestamp?
    /// On whose behalf; may be empty.
    public var organizationID: String
    /// Key id, token subject or uid; never PII.
    public var actor: String
    /// What happened; nil from a service that knows more events than this library.
    public var payload: Payload?
    /// SHA-256 over the previous hash and this event.
    public var chainHash: [UInt8]

    public init(
        position: Int64 = 0, uuid: String = "", version: Int64 = 0, time: ProtoTimestamp? = nil,
        organizationID: String = "", actor: String = "", payload: Payload? = nil,
        chainHash: [UInt8] = []
    ) {
        self.position = position
        self.uuid = uuid
        self.version = version
        self.time = time
        self.organizationID = organizationID
        self.actor = actor
        self.payload = payload
        self.chainHash = chainHash
    }

    public static var schema: Schema { .event }

    public init(reading reader: borrowing MessageReader) {
        position = reader.int64(1)
        uuid = reader.string(2)
        version = reader.int64(3)
        time = reader.message(4) { ProtoTimestamp(reading: $0) }
        organizationID = reader.string(5)
        actor = reader.string(6)
        if reader.has(10) {
            payload = reader.message(10) { .userCreated(UserCreated(reading: $0)) }
        } else if reader.has(11) {
            payload = reader.message(11) {
                .userPhoneNumberUpdated(UserPhoneNumberUpdated(reading: $0))
            }
        } else if reader.has(12) {
            payload = reader.message(12) { .phoneNumberExported(PhoneNumberExported(reading: $0)) }
        } else if reader.has(13) {
            payload = reader.message(13) { .userErased(UserErased(reading: $0)) }
        }
        chainHash = reader.bytes(20)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: position)
        writer.set(2, string: uuid)
        writer.set(3, int64: version)
        if let time { writer.set(4) { time.write(to: &$0) } }
        writer.set(5, string: organizationID)
        writer.set(6, string: actor)
        switch payload {
        case .userCreated(let value): writer.set(10) { value.write(to: &$0) }
        case .userPhoneNumberUpdated(let value): writer.set(11) { value.write(to: &$0) }
        case .phoneNumberExported(let value): writer.set(12) { value.write(to: &$0) }
        case .userErased(let value): writer.set(13) { value.write(to: &$0) }
        case nil: break
        }
        writer.set(20, bytes: chainHash)
    }
}
