import Foundation
import ProgramSettings
import Synchronization

/// Another process of this program that does a share of a run: it is handed its task on standard
/// input, tells an interval a line, and its result in the last one.
final class Worker: Sendable {
    struct Message: Codable, Sendable {
        var place: Int?
        var interval: TimeSeries.Interval?
        var result: RunResult?
        var failure: String?
    }

    private struct State {
        var intervals: [Int: TimeSeries.Interval] = [:]
        var last: Message?
        var isOver = false
    }

    private let state = Mutex(State())
    private let process: Process

    init(_ task: LoadTask) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["worker"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        self.process = process
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(task))
        try input.fileHandleForWriting.close()
        Thread.detachNewThread { [self] in read(output.fileHandleForReading) }
    }

    /// The interval at a place, once it is over.
    func interval(at place: Int) -> TimeSeries.Interval? {
        state.withLock { $0.intervals[place] }
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    func interrupt() { if process.isRunning { kill(process.processIdentifier, SIGINT) } }

    /// - Throws: `.cannotConnect` and the like, as the process has said, or that it broke off.
    func result() throws(ProgramFailure) -> RunResult {
        let last = state.withLock { $0.last }
        if let result = last?.result { return result }
        throw .refused(last?.failure ?? "a process of the load has broken off")
    }

    private func read(_ output: FileHandle) {
        var bytes: [UInt8] = []
        while case let more = output.availableData, !more.isEmpty {
            bytes.append(contentsOf: more)
            while let end = bytes.firstIndex(of: 0x0A) {
                take(Array(bytes[..<end]))
                bytes.removeSubrange(...end)
            }
        }
        state.withLock { $0.isOver = true }
    }

    private func take(_ line: [UInt8]) {
        guard let message = try? JSONDecoder().decode(Message.self, from: Foundation.Data(line))
        else { return }
        state.withLock { state in
            if let place = message.place { state.intervals[place] = message.interval }
            if message.result != nil || message.failure != nil { state.last = message }
        }
    }
}
