import DirectoryDomain
import ProtobufC
import TTRPC

/// The one place where the domain's and the store's errors become statuses.
extension Status {
    init(describing error: any Error) {
        switch error {
        case let status as Status: self = status
        case let refusal as Refusal: self = Status(refusal)
        case let failure as StoreFailure: self = Status(failure)
        case let problem as DecodingProblem: self = Status(problem)
        case let error as CommandError: self = Status(error)
        // Never with detail from inside.
        default: self = Status(.internal, "an unexpected error")
        }
    }

    private init(_ error: CommandError) {
        switch error {
        case .refused(let refusal): self = Status(refusal)
        case .failed(let failure): self = Status(failure)
        case .expired: self = Status(.deadlineExceeded, "the call's deadline has passed")
        }
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .invalid(let field, let reason):
            self = Status(.invalidArgument, "\(field): \(reason)")
        case .notFound: self = Status(.notFound, "not found")
        case .uuidTaken: self = Status(.alreadyExists, "email or uuid: belongs to another user")
        case .versionConflict:
            self = Status(.aborted, "expected_version: is not the present version")
        case .exportQuotaSpent(let milliseconds):
            self = Status(
                .resourceExhausted, "the user's three exports in 30 days are spent",
                retryAfterMilliseconds: milliseconds)
        case .numberNotExportable:
            self = Status(
                .invalidArgument, "the number has no canonical form with a known country code")
        case .notPermitted:
            self = Status(.permissionDenied, "the token may reach its own user's record only")
        case .alreadyExists(let what): self = Status(.alreadyExists, "there is already \(what)")
        }
    }

    private init(_ failure: StoreFailure) {
        switch failure {
        case .unavailable: self = Status(.unavailable, "the store can't be used now")
        case .outcomeUnknown:
            self = Status(.unavailable, "the commit failed; its outcome is unknown")
        case .full: self = Status(.unavailable, "the disk is full; nothing was changed")
        case .busy:
            self = Status(
                .resourceExhausted, "too many writes wait; nothing was changed",
                retryAfterMilliseconds: 1000)
        case .closing: self = Status(.unavailable, "the daemon is shutting down")
        case .corrupt: self = Status(.internal, "the store is damaged")
        }
    }

    private init(_ problem: DecodingProblem) {
        switch problem {
        case .malformed: self = Status(.internal, "the payload does not decode")
        case .badString:
            self = Status(.internal, "a string of the payload is not UTF-8 or holds a NUL")
        case .tooLarge: self = Status(.resourceExhausted, "the payload has too many fields")
        }
    }
}
