import ArgumentParser
import Foundation
import ProgramSettings

/// How figures are told: on standard output as a table, or in one of these forms; and as a page.
struct OutputOptions: ParsableArguments {
    enum Form: String, EnumerableFlag {
        case json, csv, hgrm, junit

        static func help(for value: Form) -> ArgumentHelp? {
            switch value {
            case .json: "Prints JSON, which compare reads."
            case .csv: "Prints CSV, a line for each histogram."
            case .hgrm: "Prints the distribution, for HdrHistogram's plotters."
            case .junit: "Prints JUnit's XML, a test case for each objective."
            }
        }
    }

    @Flag(exclusivity: .exclusive) var form: Form?

    @Option(help: ArgumentHelp("Writes a page with charts to this file.", valueName: "file"))
    var html: String?

    /// Prints and writes the figures of runs.
    func show(_ runs: [CompletedRun]) throws {
        let reports = runs.map(\.report)
        switch form {
        case nil: print(reports.map { $0.text() }.joined(separator: "\n\n"))
        case .json?: print(try ReportFile(runs: reports).json())
        case .csv?: print(CSVReport.text(reports))
        case .junit?: print(JUnitReport.text(reports))
        case .hgrm?:
            for run in runs {
                print(HGRMReport.text(run.result, isOpen: run.report.plan.model.isOpen))
            }
        }
        guard let html else { return }
        do {
            try HTMLReport.text(runs).write(toFile: html, atomically: true, encoding: .utf8)
        } catch {
            throw ProgramFailure.refused("\(html) cannot be written")
        }
    }
}

/// A run that is over, also when it was broken off.
struct CompletedRun: Sendable {
    var report: RunReport
    var result: RunResult
}
