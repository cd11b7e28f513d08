import ProtobufC

/// What the proof found.
public struct VerifyStoreResponse: MessageCoding, Equatable, Sendable {
    public var ok: Bool
    public var events: Int64
    public var users: Int64
    public var problems: [String]

    public init(ok: Bool = false, events: Int64 = 0, users: Int64 = 0, problems: [String] = []) {
        self.ok = ok
        self.events = events
        self.users = users
        self.problems = problems
    }

    public static var schema: Schema { .verifyStoreResponse }

    public init(reading reader: borrowing MessageReader) {
        ok = reader.bool(1)
        events = reader.int64(2)
        users = reader.int64(3)
        problems = reader.strings(4)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, bool: ok)
        writer.set(2, int64: events)
        writer.set(3, int64: users)
        writer.set(4, strings: problems)
    }
}
