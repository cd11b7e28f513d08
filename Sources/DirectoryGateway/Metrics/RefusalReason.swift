/// Why a request was not carried out: the closed list of a label.
package enum RefusalReason: String, CaseIterable, Sendable {
    /// What the parser refused.
    case malformed
    case headTooLarge = "head_too_large"
    case unknownRoute = "unknown_route"
    case wrongMethod = "wrong_method"
    case credentials
    case rights
    case body
    case invalid
    case conflict
    case limit
    /// A client that took too long over its handshake, its request or our answer, and was cut off.
    case slow
    /// The daemon does not answer, or can't.
    case unavailable
    case defect

    /// nil for what was carried out; nobody found is an answer.
    ///
    /// - Parameter isRights: the daemon has found rights to be missing; one family says so
    ///   with 400.
    init?(status: Int, isRights: Bool) {
        switch ProblemStatus(rawValue: status) {
        case nil, .notFound: return nil
        case .badRequest: self = isRights ? .rights : .invalid
        case .unauthorized: self = .credentials
        case .forbidden: self = .rights
        case .methodNotAllowed: self = .wrongMethod
        case .conflict: self = .conflict
        case .contentTooLarge, .unsupportedMediaType: self = .body
        case .uriTooLong, .headersTooLarge: self = .headTooLarge
        case .tooManyRequests: self = .limit
        case .internalError: self = .defect
        case .serviceUnavailable: self = .unavailable
        }
    }
}
