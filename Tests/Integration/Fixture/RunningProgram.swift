import Foundation

/// A program that serves, as a process. Killed when nobody holds it any more.
final class RunningProgram: Sendable {
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// What it writes to standard error.
    let log = LineLog()
    let processID: Int32
    private let errors = Pipe()
    private let ended = Latch<Ending>()
    private let logEnded = Latch<Void>()

    init(_ name: String, _ arguments: [String], in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Products.program(name))
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = Products.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        let (log, logEnded, ended) = (log, logEnded, ended)
        process.terminationHandler = { process in
            ended.set(
                process.terminationReason == .exit
                    ? .exited(process.terminationStatus)
                    : .killed(signal: process.terminationStatus))
        }
        try process.run()
        processID = process.processIdentifier
        Thread.detachNewThread { [errors] in
            while case let bytes = errors.fileHandleForReading.availableData, !bytes.isEmpty {
                log.append([UInt8](bytes))
            }
            log.end()
            logEnded.set(())
        }
    }

    deinit { send(SIGKILL) }

    func send(_ signal: Int32) {
        // The number of a process that has ended may be another's by now.
        if !ended.isSet { kill(processID, signal) }
    }

    /// How it ended, once it has and all it wrote is read.
    func ending() async -> Ending {
        let ending = await ended.value()
        await logEnded.value()
        return ending
    }

    func stop(with signal: Int32 = SIGTERM) async -> Ending {
        send(signal)
        return await ending()
    }
}
