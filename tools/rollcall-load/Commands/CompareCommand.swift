import ArgumentParser
import Foundation
import ProgramSettings

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Says what changed from one run's repeats to another's.",
        discussion: """
            A side is a file with five repeats or more (run --repeat 5 --json), or several files \
            with --against between the sides. Runs of unlike plans or machines are refused. Each \
            figure is better, worse, the same, or it cannot be told: a rank test at 95 %, with the \
            bounds of the ratio; the same is within 5 %, or within what --fail-if names.

            Examples:
              rollcall-load compare base.json new.json --fail-if 'p99 +10%'
              rollcall-load compare a1.json a2.json --against b1.json b2.json

            Exit codes: 0 no condition holds, 1 usage or unlike runs, 2 a condition holds, 3 for a \
            condition it cannot be told.
            """)

    @Argument(help: "The report to compare with, and the new one.")
    var files: [String]

    @Option(parsing: .upToNextOption, help: "Further files: these are the new side.")
    var against: [String] = []

    @Option(name: .customLong("fail-if"), help: "Fails when a figure changed so, such as p99 +10%.")
    var failIf: [FailCondition] = []

    @Flag(help: "Prints JSON.")
    var json = false

    func validate() throws {
        guard !against.isEmpty || files.count == 2 else {
            throw ValidationError("compare takes two files, or --against between the sides")
        }
    }

    func run() throws {
        let base = try reports(against.isEmpty ? [files[0]] : files)
        let other = try reports(against.isEmpty ? [files[1]] : against)
        let objections = Likeness.objections(base, other)
        guard objections.isEmpty else {
            throw ProgramFailure.refused(objections.joined(separator: "; "))
        }
        let comparisons = ComparedFigure.allCases.compactMap { figure -> Comparison? in
            let (first, second) = (base.compactMap(figure.value), other.compactMap(figure.value))
            guard first.count == base.count, second.count == other.count else { return nil }
            let margin = failIf.first { $0.figure == figure }.map { abs($0.change) }
            return Comparison(figure, first, second, margin: margin ?? Comparison.usualMargin)
        }
        print(
            json
                ? try ComparisonReport.json(comparisons)
                : ComparisonReport.text(comparisons))
        try end(comparisons)
    }

    private func end(_ comparisons: [Comparison]) throws {
        var code: Int32 = 0
        for condition in failIf {
            let found = comparisons.first { $0.figure == condition.figure }
            switch found?.limit(condition.change) ?? .cannotTell {
            case .kept: break
            case .broken:
                StandardError.write(line: "rollcall-load: \(condition.text) holds")
                code = 2
            case .cannotTell:
                StandardError.write(line: "rollcall-load: \(condition.text): cannot tell")
                if code == 0 { code = 3 }
            }
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func reports(_ files: [String]) throws(ProgramFailure) -> [RunReport] {
        var reports: [RunReport] = []
        for path in files {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw .usage("\(path) cannot be read")
            }
            guard let file = ReportFile(json: bytes) else {
                throw .usage("\(path) is no report of run --json")
            }
            reports += file.runs
        }
        return reports
    }
}

extension FailCondition: ExpressibleByArgument {}
