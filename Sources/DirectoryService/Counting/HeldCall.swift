import TTRPC

/// A call that another thread answers, and counts then. One that took long is told of.
struct HeldCall: Sendable {
    /// What a caller would call slow.
    static let slowNanoseconds: UInt64 = 1_000_000_000

    private let responder: Responder
    private let method: Int
    private let environment: ServiceEnvironment
    private let traceID: String?
    private let began: UInt64

    init(_ call: borrowing IncomingCall, _ method: Int, _ environment: ServiceEnvironment) {
        responder = call.responder()
        traceID = CallNotice.traceID(of: call)
        began = environment.monotonic()
        self.method = method
        self.environment = environment
    }

    var isAbandoned: Bool { responder.isAbandoned }

    func answer(_ payload: [UInt8]) {
        environment.tallies.later.addShared(method, 0)
        responder.answer(payload)
        let took = environment.monotonic() &- began
        if took >= HeldCall.slowNanoseconds { tell(.slow(nanoseconds: took)) }
    }

    func refuse(_ status: Status) {
        environment.tallies.later.addShared(method, status.rawCode)
        responder.refuse(status)
        if let reason = CallNotice.reason(of: status), environment.notices.wants(reason) {
            tell(reason)
        }
    }

    private func tell(_ reason: CallNotice.Reason) {
        environment.notices.write(
            CallNotice(
                method: CallTallies.name(method), reason: reason, traceID: traceID))
    }
}
