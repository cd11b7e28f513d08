import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

/// One method: its names, who may call it, and what it does.
struct Handler: Sendable {
    /// What a method's body gives back.
    enum Reply<Response> {
        case now(Response)
        /// A responder will answer.
        case later
    }

    typealias Body =
        @Sendable (
            DirectoryDispatcher, Caller, borrowing IncomingCall, inout [UInt8]
        ) throws -> Disposition

    let service: String
    let method: String
    let access: AccessRule
    let run: Body

    init(service: String, method: String, access: AccessRule, run: @escaping Body) {
        self.service = service
        self.method = method
        self.access = access
        self.run = run
    }

    /// A method with a body that takes and gives messages. The body throws a `Status`, a `Refusal`
    /// or a `StoreFailure`.
    init<Method: UnaryMethod>(
        _ type: Method.Type, _ access: AccessRule,
        _ body:
            @escaping @Sendable (
                DirectoryDispatcher, Caller, Method.Request, borrowing IncomingCall
            ) throws -> Reply<Method.Response>
    ) {
        self.init(service: Method.service, method: Method.name, access: access) {
            dispatcher, caller, call, reply in
            let request: Method.Request
            do {
                request = try Method.Request(decoding: call.payload, in: dispatcher.arena)
            } catch {
                throw Status(describing: error)
            }
            switch try body(dispatcher, caller, request, call) {
            case .now(let response):
                response.encode(into: &reply, in: dispatcher.arena)
                return .answered
            case .later: return .held
            }
        }
    }

    /// A method that reads its request and writes its answer itself.
    init<Method: UnaryMethod>(
        _ type: Method.Type, _ access: AccessRule,
        packed run:
            @escaping @Sendable (
                DirectoryDispatcher, Caller, borrowing IncomingCall, inout [UInt8]
            ) throws -> Disposition
    ) {
        service = Method.service
        method = Method.name
        self.access = access
        self.run = run
    }
}

extension DirectoryDispatcher {
    /// Queues a command and answers the call when its outcome is durable.
    func submit<C: Command, Response: MessageCoding & SendableMetatype>(
        _ command: C, for caller: Caller, _ call: borrowing IncomingCall,
        _ represent: @escaping @Sendable (C.Outcome) throws -> Response
    ) throws -> Handler.Reply<Response> {
        guard call.room.admits(caller.lane) else {
            throw Status.overloaded("too many calls are in flight")
        }
        let held = hold(call)
        let origin = CommandOrigin(
            organizationID: caller.organizationID, actor: caller.actor,
            deadlineNanoseconds: call.deadlineNanoseconds,
            line: caller.line(of: call.peer), isAbandoned: { held.isAbandoned })
        environment.directory.submit(command, from: origin) { result in
            do {
                held.answer(try represent(try result.get()).encoded())
            } catch {
                held.refuse(Status(describing: error))
            }
        }
        return .later
    }
}
