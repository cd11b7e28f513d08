import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

/// What must be durable before a look-up is answered.
struct LookUpCharge {
    fileprivate let meter: LookUpMeter
    fileprivate let addition: LookUpAddition
}

extension DirectoryDispatcher {
    /// Counts what a caller with a budget is about to look up; nil when it may be answered at once.
    /// Throws RESOURCE_EXHAUSTED, and counts nothing, when the budget is spent.
    func charge(
        _ caller: Caller, for keys: @autoclosure () -> [DirectoryDomain.UserKey],
        _ call: borrowing IncomingCall
    ) throws -> LookUpCharge? {
        guard let (meter, budget) = caller.meter else { return nil }
        guard call.room.admits(caller.lane) else {
            throw Status.overloaded("too many calls are in flight")
        }
        let now = Int64(environment.monotonic() / 1_000_000)
        switch meter.admit(keys(), budget, atMilliseconds: now) {
        case .admitted: return nil
        case .admittedOnce(let addition): return LookUpCharge(meter: meter, addition: addition)
        case .refused(let milliseconds):
            throw Status(
                .resourceExhausted, LimitNotice.lookUps, retryAfterMilliseconds: milliseconds)
        case .tooMany:
            throw Refusal.invalid(
                field: "keys", reason: "are more than the key's budget of look-ups allows at once")
        }
    }

    /// Answers with what `body` gives or throws: now, or, made now, once the charge is durable.
    func reply<Response: MessageCoding & SendableMetatype>(
        to call: borrowing IncomingCall, from caller: Caller, _ charge: LookUpCharge?,
        _ body: () throws -> Response
    ) throws -> Handler.Reply<Response> {
        guard let charge else { return .now(try body()) }
        let answer: Result<[UInt8], Status>
        do {
            answer = .success(try body().encoded())
        } catch {
            answer = .failure(Status(describing: error))
        }
        let held = hold(call)
        record(charge, for: caller, call) { failure in
            switch (failure, answer) {
            case (let failure?, _): held.refuse(Status(describing: failure))
            case (nil, .success(let bytes)): held.answer(bytes)
            case (nil, .failure(let status)): held.refuse(status)
            }
        }
        return .later
    }

    /// Has a charge recorded. Commands that the same call sends after it are durable after it.
    func record(
        _ charge: LookUpCharge, for caller: Caller, _ call: borrowing IncomingCall,
        _ completion: @escaping @Sendable (CommandError?) -> Void = { _ in }
    ) {
        // No deadline: what is counted is to be recorded, whoever still waits.
        let origin = CommandOrigin(
            organizationID: caller.organizationID, actor: caller.actor, deadlineNanoseconds: nil,
            line: caller.line(of: call.peer))
        let (meter, addition) = (charge.meter, charge.addition)
        let command = RecordLookUps(addition, keyID: meter.keyID, at: environment.clock())
        environment.directory.submit(command, from: origin) { result in
            switch result {
            case .success:
                meter.settle(addition, isDurable: true)
                completion(nil)
            case .failure(let error):
                meter.settle(addition, isDurable: false)
                completion(error)
            }
        }
    }
}

extension RecordLookUps {
    /// - Parameter now: the time of day, which is about that of the addition.
    fileprivate init(_ addition: LookUpAddition, keyID: String, at now: Timestamp) {
        let start = now.adding(milliseconds: addition.dayStartedAt - addition.at)
        self.init(
            keyID: keyID,
            day: addition.hashes.isEmpty
                ? nil
                : StoredLookUps.Day(
                    startedAt: start, secret: addition.secret, hashes: addition.hashes),
            requests: addition.requests == 0
                ? nil
                : StoredLookUps.Requests(
                    at: now, count: addition.requests, isAhead: addition.isGrant))
    }
}
