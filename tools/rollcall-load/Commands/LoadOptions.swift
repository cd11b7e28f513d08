import ArgumentParser
import CLinux
import Foundation
import ProgramSettings

/// What is called and how, but for the rate.
struct LoadOptions: ParsableArguments {
    @Option(help: ArgumentHelp(LoadOptions.workloadHelp, valueName: "name|file"))
    var workload = "by-phone"

    @Option(help: "Connections. (default: 64; of an open load on the socket 16)")
    var connections: Int?

    @Option(
        name: .customLong("in-flight"),
        help: "The most calls in flight on each connection. (default: 1; of an open load 1024)")
    var inFlight: Int?

    @Option(name: .customLong("warm-up"), help: "How long to call before that.")
    var warmUp = TimeSpan(seconds: 1)

    @Option(help: "After this an answer is not waited for.")
    var timeout = TimeSpan(seconds: 10)

    @Option(help: "A send that is later than this makes the run INVALID.")
    var late = TimeSpan(milliseconds: 10)

    @Option(help: "Chooses the users that are asked about. (default: the workload's, or 1)")
    var seed: UInt64?

    @Flag(help: "Planned calls come as a Poisson process, not evenly.")
    var poisson = false

    @Option(
        help: ArgumentHelp(
            "What has to be kept, such as p99<=5ms, errors<=0.01%, rate>=19k/s, by-email.max<=1s;"
                + " repeatable. (default: errors<=0%)"))
    var objective: [Objective] = []

    @Option(help: "Processes that share the load.")
    var processes = 1

    @Flag(
        help: ArgumentHelp(
            "The server sends back what it gets (tools/benchmark/echo.c); over HTTP it answers 200 "
                + "with anything."))
    var echo = false

    @Option(
        name: .customLong("server-pid"),
        help: "A process of the server; repeatable. Without it the socket's owner.")
    var serverProcess: [Int32] = []

    @Option(help: "Writes acknowledged writes to this file, for verify.")
    var journal: String?

    private static let workloadHelp =
        "A JSON file, or one of \(WorkloadPlan.builtIn.map(\.name).joined(separator: ", "))."

    var objectives: [Objective] { objective.isEmpty ? [.noErrors] : objective }

    func validate() throws {
        guard (1...64).contains(processes) else {
            throw ValidationError("--processes is from 1 to 64")
        }
        guard processes == 1 || journal == nil else {
            throw ValidationError("--journal is written by one process")
        }
        guard timeout.nanoseconds >= 1_000_000 else {
            throw ValidationError("--timeout is 1ms or more")
        }
    }

    /// - Throws: `.usage` for a file that holds none.
    func workloadPlan() throws(ProgramFailure) -> WorkloadPlan {
        if let plan = WorkloadPlan.builtIn(named: workload) { return plan }
        guard workload.hasSuffix(".json") else {
            throw .usage("there is no workload \(workload); a file's name ends with .json")
        }
        guard let bytes = FileManager.default.contents(atPath: workload) else {
            throw .usage("\(workload) cannot be read")
        }
        let name = URL(fileURLWithPath: workload).deletingPathExtension().lastPathComponent
        do { return try WorkloadPlan(named: name, json: [UInt8](bytes)) } catch {
            throw .usage("\(workload): \(error)")
        }
    }
}

extension Objective: ExpressibleByArgument {
    var defaultValueDescription: String { text }
}

extension CallRate: ExpressibleByArgument {
    var defaultValueDescription: String { text }
}
