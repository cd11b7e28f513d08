import ArgumentParser
import ProgramSettings

extension RunVerdict {
    /// Whether another run makes sense after this one.
    var letsGoOn: Bool {
        switch kind {
        case .passed, .objectiveBroken, .invalid: true
        case .interrupted, .failed, .wrongReply: false
        }
    }

    /// Ends a command with the exit code of the worst of its runs, the reason on standard error.
    static func end(_ verdicts: [RunVerdict]) throws {
        guard let worst = verdicts.max(by: { $0.kind.severity < $1.kind.severity }),
            worst.exitCode != 0
        else { return }
        let reason = worst.reasons.joined(separator: "; ")
        StandardError.write(
            line: StandardError.oneLine("rollcall-load: \(worst.kind.rawValue): \(reason)"))
        throw ExitCode(worst.exitCode)
    }
}

extension RunVerdict.Kind {
    fileprivate var severity: Int {
        switch self {
        case .passed: 0
        case .objectiveBroken: 1
        case .invalid: 2
        case .interrupted: 3
        case .failed: 4
        case .wrongReply: 5
        }
    }
}
