import ArgumentParser
import Foundation

/// Parses the process's arguments, runs the command they name, and ends the process: with 0 when it
/// is done, for `--help` and `--version` too; 1 when it was refused or failed; 2 for wrong usage. A
/// failure is exactly one line on standard error.
package func runProgram(_ program: any ParsableCommand.Type) -> Never {
    let ending: ProgramEnding
    do {
        var command = try program.parseAsRoot()
        try command.run()
        ending = .done
    } catch {
        ending = .of(error, in: program)
    }
    end(with: ending)
}

/// The same for a program whose commands may be asynchronous.
package func runProgram(_ program: any AsyncParsableCommand.Type) async -> Never {
    let ending: ProgramEnding
    do {
        let command = try await program.asyncParseAsRoot()
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
        ending = .done
    } catch {
        ending = .of(error, in: program)
    }
    end(with: ending)
}

private func end(with ending: ProgramEnding) -> Never {
    switch ending {
    case .done, .silent: break
    case .answered(let text): print(text)
    case .failed(let line, _): StandardError.write(line: line)
    }
    exit(ending.exitCode)
}
