import DirectoryAPI
import RollcallClient
import Synchronization

/// What a request has asked of the daemon so far.
final class CallLedger: Sendable {
    private let spent = Atomic<Int64>(0)
    /// Of the last call: 0 for an answer; -1 before any.
    private let outcome = Atomic<Int32>(-1)

    private let shed = Atomic<Bool>(false)

    private let limited = Atomic<Bool>(false)

    /// - Parameter mayBeShed: RESOURCE_EXHAUSTED is too much at once here, unless it says that it
    ///   is a limit.
    func add(nanoseconds: Int64, _ error: RollcallError?, mayBeShed: Bool = true) {
        if let error, error.code == .resourceExhausted {
            if error.message == LimitNotice.lookUps {
                limited.store(true, ordering: .relaxed)
            } else if mayBeShed {
                shed.store(true, ordering: .relaxed)
            }
        }
        spent.wrappingAdd(nanoseconds, ordering: .relaxed)
        outcome.store(error?.code.rawValue ?? 0, ordering: .relaxed)
    }

    var nanoseconds: Int64 { spent.load(ordering: .relaxed) }

    /// The daemon had too much to do.
    var isShed: Bool { shed.load(ordering: .relaxed) }

    var isRightsMissing: Bool { code == .permissionDenied }

    /// Whether the daemon has looked at the key and found it to be one.
    var isKeyKnown: Bool {
        switch code {
        case .unauthenticated, .unavailable, .deadlineExceeded, .cancelled, .unknown,
            .unimplemented, .internal, .dataLoss:
            false
        // A key's own limit is known once the key is.
        case .resourceExhausted: limited.load(ordering: .relaxed)
        case .invalidArgument, .notFound, .alreadyExists, .permissionDenied, .failedPrecondition,
            .aborted, .outOfRange:
            true
        case nil: outcome.load(ordering: .relaxed) == 0
        }
    }

    private var code: RollcallError.Code? {
        RollcallError.Code(rawValue: outcome.load(ordering: .relaxed))
    }
}
