import DirectoryAPI
import TTRPC

/// What a log says of a call: which method, what became of it, and the trace that it is a part of.
/// Nothing that a caller has sent, but for an id that can hold nobody's number.
package struct CallNotice: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// The caller's fault, or nobody's.
        case refused(code: Int32)
        /// The daemon's.
        case failed(code: Int32)
        case slow(nanoseconds: UInt64)
    }

    /// `SERVICE/METHOD`; empty for what is no method.
    package let method: String
    package let reason: Reason
    /// nil when the caller named none.
    package let traceID: String?

    /// nil for a status that is no trouble.
    static func reason(of status: Status) -> Reason? {
        switch status.code {
        case .unavailable, .internal, .dataLoss, .unknown: .failed(code: status.rawCode)
        case .ok, .notFound: nil
        default: .refused(code: status.rawCode)
        }
    }

    /// Of the trace that the metadata name.
    static func traceID(of call: borrowing IncomingCall) -> String? {
        guard let text = call.metadata(MetadataKey.traceParent), let trace = TraceParent(text),
            trace.isOpaque
        else { return nil }
        return trace.traceID
    }
}
