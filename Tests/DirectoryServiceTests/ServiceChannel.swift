import DirectoryAPI
import DirectoryCache
import DirectoryDomain
import EventCoding
import ProtobufC
import Synchronization
import TTRPC
import TestSupport

@testable import DirectoryService

/// Calls the service as a worker does, without a socket, on the engine without a disk.
final class ServiceChannel {
    /// Keeps the answer that a held call gets.
    private final class Sink: AnswerSink {
        let answer = Mutex<Result<[UInt8], Status>?>(nil)

        func deliver(_ answer: Result<[UInt8], Status>, connection: UInt64, streamID: UInt32) {
            self.answer.withLock { $0 = answer }
        }

        func requestTurn(_ stream: StreamSignal) {}

        var isPeerGone: Bool { false }
    }

    typealias Metadata = [(key: String, value: String)]

    static let own: UInt32 = 500
    static let admin: UInt32 = 501
    static let trusted: UInt32 = 502
    static let stranger: UInt32 = 503

    let clock = ManualClock()
    let store: InMemoryStore
    private var dispatcher: DirectoryDispatcher
    private let hotRecords: HotRecordTable?

    init(hotRecords: HotRecordTable? = nil, notices: CallNotices = .none) throws {
        let clock = clock
        self.hotRecords = hotRecords
        store = InMemoryStore(
            sealing: EventCodec(), clock: { clock.now },
            monotonic: { clock.monotonicNanoseconds }, hotRecords: hotRecords)
        dispatcher = try Self.makeDispatcher(store, hotRecords, clock, notices)
    }

    /// Another program on the same store: nothing is left of what was in memory.
    func restart() throws { dispatcher = try Self.makeDispatcher(store, hotRecords, clock, .none) }

    private static func makeDispatcher(
        _ store: InMemoryStore, _ hotRecords: HotRecordTable?, _ clock: ManualClock,
        _ notices: CallNotices
    ) throws -> DirectoryDispatcher {
        var environment = ServiceEnvironment(
            store: store, hotRecords: hotRecords,
            roles: Roles(own: Self.own, admins: [Self.admin], trusted: [Self.trusted]),
            version: "1.2.3", clock: { clock.now },
            monotonic: { clock.monotonicNanoseconds },
            activity: { .init(connections: 3, callsInFlight: 2) }, aside: { $0() })
        environment.notices = notices
        return try DirectoryDispatcher(environment: environment)
    }

    /// Calls a method; throws the status it is refused with.
    func call<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, uid: UInt32 = own,
        _ metadata: Metadata = []
    ) throws -> Method.Response {
        let payload = try call(
            Method.service, Method.name, request.encoded(), uid: uid, metadata)
        return try Method.Response(decoding: payload)
    }

    func call(
        _ service: String, _ method: String, _ payload: [UInt8], uid: UInt32 = own,
        _ metadata: Metadata = [], deadlineNanoseconds: UInt64? = nil
    ) throws -> [UInt8] {
        var client = ClientConnection()
        var frame: [UInt8] = []
        _ = client.start(
            service: service, method: method, payload: payload, timeoutNanoseconds: 0,
            metadata: metadata, into: &frame)
        var server = ServerConnection()
        var at = 0
        guard case .call(let call) = server.next(frame.span, &at) else {
            throw Status(.internal, "no call in the frame")
        }
        let sink = Sink()
        let incoming = IncomingCall(
            bytes: frame.span, call: call, peer: Peer(uid: uid, gid: uid, pid: 1),
            deadlineNanoseconds: deadlineNanoseconds, sink: sink, connection: 1)
        var reply: [UInt8] = []
        let disposition = dispatcher.dispatch(incoming, &reply)
        dispatcher.endBatch()
        switch disposition {
        case .answered: return reply
        case .refused(let status): throw status
        case .streaming: throw StreamBegun()
        case .held:
            guard let answer = sink.answer.withLock({ $0 }) else {
                throw Status(.internal, "held and not answered")
            }
            return try answer.get()
        }
    }

    /// The code a call is refused with; nil when it is answered.
    func code<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, uid: UInt32 = own,
        _ metadata: Metadata = []
    ) -> StatusCode? {
        do {
            _ = try call(method, request, uid: uid, metadata)
            return nil
        } catch {
            return (error as? Status)?.code ?? .unknown
        }
    }

    /// The code that a stream is refused with; nil when it is let in.
    func code<Method: ServerStreamingMethod>(
        streaming _: Method.Type, _ request: Method.Request, uid: UInt32 = own,
        _ metadata: Metadata = []
    ) -> StatusCode? {
        do {
            _ = try call(Method.service, Method.name, request.encoded(), uid: uid, metadata)
            return .unknown
        } catch {
            return error is StreamBegun ? nil : (error as? Status)?.code ?? .unknown
        }
    }

    func makeUser(
        _ email: String = "ada@example.com", uuid: String = "", phone: String? = nil
    ) throws -> DirectoryAPI.User {
        let user = try call(
            DirectoryAPI.FindOrCreateUser.self, FindOrCreateUserRequest(email: email, uuid: uuid)
        ).user
        guard let user else { throw Status(.internal, "no user") }
        if let phone {
            _ = try call(
                DirectoryAPI.UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: user.uuid, change: .set(phone)))
        }
        return user
    }

    func makeKey(_ scopes: [Scope] = [], organization: String = "Acme") throws -> Metadata {
        let known = try call(ListOrganizations.self, ListOrganizationsRequest()).organizations
        let id =
            try known.first { $0.name == organization }?.id
            ?? call(
                DirectoryAPI.CreateOrganization.self,
                CreateOrganizationRequest(name: organization)
            ).id
        let issued = try call(
            DirectoryAPI.IssueAPIKey.self,
            IssueAPIKeyRequest(organizationID: id, scopes: scopes.map(\.rawValue)))
        return [("x-api-key", issued.secret)]
    }

    var lastPosition: Int64 {
        get throws { try call(GetStatus.self, GetStatusRequest()).lastPosition }
    }
}

/// A method that streams was let in where an answer was expected.
private struct StreamBegun: Error {}
