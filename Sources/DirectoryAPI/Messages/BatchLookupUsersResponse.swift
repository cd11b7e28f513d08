import ProtobufC

/// One result a key, in the order of the keys.
public struct BatchLookupUsersResponse: MessageCoding, Equatable, Sendable {
    /// One key's answer.
    public struct Result: MessageCoding, Equatable, Sendable {
        public enum Outcome: Equatable, Sendable {
            case user(User)
            case notFound
            /// Why the key is invalid.
            case invalid(String)
        }

        /// nil from a service that knows more outcomes than this library.
        public var result: Outcome?

        public init(result: Outcome? = nil) { self.result = result }

        public static var schema: Schema { .batchLookupUsersResponseResult }

        public init(reading reader: borrowing MessageReader) {
            if reader.has(1) {
                result = reader.message(1) { .user(User(reading: $0)) }
            } else if reader.has(2) {
                result = .notFound
            } else if reader.has(3) {
                result = .invalid(reader.string(3))
            }
        }

        public func write(to writer: inout MessageWriter) {
            switch result {
            case .user(let value): writer.set(1) { value.write(to: &$0) }
            case .notFound: writer.set(2) { _ in }
            case .invalid(let value): writer.set(3, string: value)
            case nil: break
            }
        }
    }

    /// In the order of the keys.
    public var results: [Result]

    public init(results: [Result] = []) { self.results = results }

    public static var schema: Schema { .batchLookupUsersResponse }

    public init(reading reader: borrowing MessageReader) {
        var results: [Result] = []
        results.reserveCapacity(reader.count(1))
        reader.messages(1) { results.append(Result(reading: $0)) }
        self.results = results
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: results) { $0.write(to: &$1) }
    }
}
