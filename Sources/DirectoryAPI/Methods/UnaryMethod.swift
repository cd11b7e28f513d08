import ProtobufC

/// One call that takes a message and answers one.
public protocol UnaryMethod: Sendable {
    associatedtype Request: MessageCoding & Sendable
    associatedtype Response: MessageCoding & Sendable
    /// The full name of the service, such as `rollcall.v1.Directory`.
    static var service: String { get }
    static var name: String { get }
}
