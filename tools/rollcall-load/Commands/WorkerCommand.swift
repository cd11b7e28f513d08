import ArgumentParser
import Foundation
import ProgramSettings

/// A process of a run with `--processes`: its task comes on standard input.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "A share of a run.", shouldDisplay: false)

    func run() throws {
        let input = try FileHandle.standardInput.readToEnd() ?? Foundation.Data()
        guard let task = try? JSONDecoder().decode(LoadTask.self, from: input) else {
            throw ProgramFailure.usage("worker is for rollcall-load itself")
        }
        do {
            let interruption = try Interruption.watch()
            var told = 0
            let result = try task.run(interruption) { figures, now in
                guard let last = figures.series.lastPlace(before: now) else { return }
                while told <= last {
                    tell(Worker.Message(place: told, interval: figures.series.intervals[told]))
                    told += 1
                }
            }
            tell(Worker.Message(result: result))
        } catch {
            tell(Worker.Message(failure: error.description))
        }
    }

    private func tell(_ message: Worker.Message) {
        guard var line = try? JSONEncoder().encode(message) else { return }
        line.append(0x0A)
        try? FileHandle.standardOutput.write(contentsOf: line)
    }
}
