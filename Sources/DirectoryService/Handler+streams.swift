import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

extension Handler {
    /// A method that answers one message with any number of them. The body throws a `Status`, a
    /// `Refusal` or a `StoreFailure`; what it makes does nothing before its first turn.
    init<Method: ServerStreamingMethod>(
        streaming _: Method.Type, _ access: AccessRule,
        _ body:
            @escaping @Sendable (
                DirectoryDispatcher, Caller, Method.Request, borrowing IncomingCall
            ) throws -> any StreamHandler
    ) {
        self.init(service: Method.service, method: Method.name, access: access) {
            dispatcher, caller, call, _ in
            let request: Method.Request
            do {
                request = try Method.Request(decoding: call.payload, in: dispatcher.arena)
            } catch {
                throw Status(describing: error)
            }
            return .streaming(try body(dispatcher, caller, request, call))
        }
    }

    /// A method that takes any number of messages and answers one.
    init<Method: ClientStreamingMethod>(
        taking _: Method.Type, _ access: AccessRule,
        _ body:
            @escaping @Sendable (
                DirectoryDispatcher, Caller, borrowing IncomingCall
            ) throws -> any StreamHandler
    ) {
        self.init(service: Method.service, method: Method.name, access: access) {
            dispatcher, caller, call, _ in
            .streaming(try body(dispatcher, caller, call))
        }
    }
}
