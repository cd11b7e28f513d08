import CLinux
import Foundation

/// A program that runs, and how it ends.
///
/// Not Foundation's `Process`: to see which files are open it copies the names in /proc/self/fd,
/// each of which it takes for 256 bytes long (swift-corelibs-foundation issue 5472). Beside the
/// tests that have thousands open it reads beyond its memory, and the whole run ends by signal 11.
final class ChildProcess: Sendable {
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    let processID: Int32
    private let ended = Latch<Ending>()

    /// - Parameter files: its standard input, output and errors, for which it has copies.
    init(
        _ program: String, _ arguments: [String], in folder: TemporaryFolder,
        environment: [String: String] = Products.environment,
        files: (input: FileHandle, output: FileHandle, errors: FileHandle)
    ) throws {
        let started = Self.start(
            [program] + arguments, environment.map { "\($0.key)=\($0.value)" }, folder.path, files)
        guard started > 0 else {
            throw StartFailure(program: program, lines: ["errno \(-started)"])
        }
        processID = started
        Thread.detachNewThread { [ended] in
            let code = clinux_wait(started)
            ended.set(code < 256 ? .exited(code) : .killed(signal: code - 256))
        }
    }

    func send(_ signal: Int32) {
        // The number of a process that has ended may be another's by now.
        if !ended.isSet { kill(processID, signal) }
    }

    func ending() async -> Ending { await ended.value() }

    /// What is read is its end at once, and what is written goes nowhere.
    static func nothing() throws -> FileHandle {
        try FileHandle(forUpdating: URL(fileURLWithPath: "/dev/null"))
    }

    private static func start(
        _ arguments: [String], _ environment: [String], _ folder: String,
        _ files: (input: FileHandle, output: FileHandle, errors: FileHandle)
    ) -> Int32 {
        let arguments = unsafe Self.list(of: arguments)
        let environment = unsafe Self.list(of: environment)
        defer {
            for index in unsafe arguments.indices { unsafe free(arguments[index]) }
            for index in unsafe environment.indices { unsafe free(environment[index]) }
        }
        return unsafe clinux_spawn(
            arguments, environment, folder, files.input.fileDescriptor,
            files.output.fileDescriptor, files.errors.fileDescriptor)
    }

    /// As C has it: a null at the end. Each text is to be freed.
    private static func list(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe texts.map { unsafe strdup($0) } + [nil]
    }
}
