/// Why a program ends without having done what it was asked. Each is one line on standard error.
package enum ProgramFailure: Error, Equatable, CustomStringConvertible {
    /// The program was called wrongly: exit code 2.
    case usage(String)
    /// It was called rightly, and refused or failed: exit code 1.
    case refused(String)

    package var description: String {
        switch self {
        case .usage(let reason), .refused(let reason): reason
        }
    }
}
