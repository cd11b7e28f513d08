import ArgumentParser
import ProgramSettings
import Testing

struct ProgramEndingTests {
    private struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "example", abstract: "An example.", version: "1.2.3")
        @Option var count: Int
    }

    private func ending(parsing arguments: [String]) throws -> ProgramEnding {
        let error = try #require(throws: (any Error).self) {
            // `--help` is parsed as a command of its own.
            var command = try Example.parseAsRoot(arguments)
            try command.run()
        }
        return ProgramEnding.of(error, in: Example.self)
    }

    @Test("help and the version are answers, with code 0")
    func answers() throws {
        #expect(try ending(parsing: ["--version"]) == .answered("1.2.3"))
        let help = try ending(parsing: ["--help"])
        guard case .answered(let text) = help else {
            Issue.record("not an answer: \(help)")
            return
        }
        #expect(text.contains("An example.") && text.contains("--count"))
        #expect(help.exitCode == 0)
    }

    @Test(
        "wrong usage is one line and code 2, not 64",
        arguments: [[], ["--count", "x"], ["--no-such"], ["--count", "1", "more"]])
    func usage(_ arguments: [String]) throws {
        let ending = try ending(parsing: arguments)
        guard case .failed(let line, 2) = ending else {
            Issue.record("not wrong usage: \(ending)")
            return
        }
        #expect(line.hasPrefix("example: ") && !line.contains("\n"))
    }

    @Test("what a program throws itself is one line with the code of its kind")
    func failures() {
        #expect(
            ProgramEnding.of(ProgramFailure.refused("no\nway"), in: Example.self)
                == .failed(line: "example: no way", code: 1))
        #expect(
            ProgramEnding.of(ProgramFailure.usage("which?"), in: Example.self)
                == .failed(line: "example: which?", code: 2))
        #expect(ProgramEnding.of(ValidationError("both"), in: Example.self).exitCode == 2)
        #expect(ProgramEnding.of(ExitCode(3), in: Example.self) == .silent(3))
    }

    @Test("any other error is a failure of one line")
    func others() {
        struct Strange: Error, CustomStringConvertible {
            var description: String { "strange" }
        }
        #expect(
            ProgramEnding.of(Strange(), in: Example.self)
                == .failed(line: "example: strange", code: 1))
    }
}
