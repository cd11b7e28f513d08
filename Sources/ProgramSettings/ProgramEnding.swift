import ArgumentParser

/// How a program ends: what it prints, and its exit code. 0 done, 1 refused or failed, 2 wrong
/// usage (where the argument parser would say 64).
package enum ProgramEnding: Equatable {
    case done
    /// Help or the version, on standard output.
    case answered(String)
    /// A code of the command's own choosing, which has said all itself.
    case silent(Int32)
    /// One line on standard error.
    case failed(line: String, code: Int32)

    package var exitCode: Int32 {
        switch self {
        case .done, .answered: 0
        case .silent(let code), .failed(_, let code): code
        }
    }

    /// What an error thrown while parsing or running means.
    package static func of(_ error: any Error, in program: any ParsableCommand.Type)
        -> ProgramEnding
    {
        let name = program._commandName
        if let failure = error as? ProgramFailure {
            switch failure {
            case .usage(let reason): return .failed(line: line(name, reason), code: 2)
            case .refused(let reason): return .failed(line: line(name, reason), code: 1)
            }
        }
        if let code = error as? ExitCode { return .silent(code.rawValue) }
        let code = program.exitCode(for: error)
        if code == .success { return .answered(program.fullMessage(for: error)) }
        let message = line(name, program.message(for: error))
        if code == .validationFailure {
            return .failed(line: message + " (--help says how)", code: 2)
        }
        return .failed(line: message, code: 1)
    }

    private static func line(_ name: String, _ reason: String) -> String {
        StandardError.oneLine("\(name): \(reason)")
    }
}
