import Foundation
import ProgramSettings

/// Where a run was made. Runs of unlike machines are not compared.
struct Machine: Codable, Equatable, Sendable {
    var host: String
    var cores: Int
    var kernel: String
    var processor: String

    /// This one.
    static func current() -> Machine {
        let text = { (path: String) in
            (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        }
        let line = { (path: String) in
            text(path).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let model = text("/proc/cpuinfo").split(separator: "\n")
            .first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return Machine(
            host: line("/proc/sys/kernel/hostname"),
            cores: ProcessInfo.processInfo.activeProcessorCount,
            kernel: line("/proc/sys/kernel/osrelease"),
            processor: model?.trimmingCharacters(in: .whitespaces) ?? "unknown")
    }
}
