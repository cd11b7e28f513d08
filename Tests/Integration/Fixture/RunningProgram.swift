import Foundation

/// A program that serves, as a process. Killed when nobody holds it any more.
final class RunningProgram: Sendable {
    typealias Ending = ChildProcess.Ending

    /// What it writes to standard error.
    let log = LineLog()
    private let process: ChildProcess
    private let logEnded = Latch<Void>()

    var processID: Int32 { process.processID }

    init(_ name: String, _ arguments: [String], in folder: TemporaryFolder) throws {
        let errors = Pipe()
        process = try ChildProcess(
            Products.program(name), arguments, in: folder,
            files: (ChildProcess.nothing(), ChildProcess.nothing(), errors.fileHandleForWriting))
        // Its own copy is open: when that is closed, all is read.
        try errors.fileHandleForWriting.close()
        let (log, logEnded) = (log, logEnded)
        Thread.detachNewThread {
            while case let bytes = errors.fileHandleForReading.availableData, !bytes.isEmpty {
                log.append([UInt8](bytes))
            }
            log.end()
            logEnded.set(())
        }
    }

    deinit { send(SIGKILL) }

    func send(_ signal: Int32) { process.send(signal) }

    /// How it ended, once it has and all it wrote is read.
    func ending() async -> Ending {
        let ending = await process.ending()
        await logEnded.value()
        return ending
    }

    func stop(with signal: Int32 = SIGTERM) async -> Ending {
        send(signal)
        return await ending()
    }
}
