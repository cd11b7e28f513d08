import ProtobufC

/// What every method of the contract has: names and messages.
public protocol RPCMethod: Sendable {
    associatedtype Request: MessageCoding & Sendable
    associatedtype Response: MessageCoding & Sendable
    /// The full name of the service, such as `rollcall.v1.Directory`.
    static var service: String { get }
    static var name: String { get }
}
