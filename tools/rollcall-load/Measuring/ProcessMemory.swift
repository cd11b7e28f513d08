import Foundation

/// The memory that a process has had in use at most.
enum ProcessMemory {
    /// In bytes, as the kernel counts it; nil when the process cannot be seen.
    static func peak(of process: Int32) -> Int? {
        guard
            let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst()
                .first
        else { return nil }
        return Int(kilobytes).map { $0 * 1_024 }
    }
}
