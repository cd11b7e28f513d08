import Foundation

/// Runs a program to its end.
enum Tool {
    struct Result: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String

        /// Standard output without the line break at its end.
        var line: String { output.hasSuffix("\n") ? String(output.dropLast()) : output }
    }

    /// Runs one of ours.
    static func rollcall(
        _ arguments: String..., in folder: TemporaryFolder, input: String? = nil
    ) async throws -> Result {
        try await run(Products.program("rollcall"), arguments, in: folder, input: input)
    }

    /// - Parameter environment: added to what the tests themselves run in.
    static func run(
        _ program: String, _ arguments: [String], in folder: TemporaryFolder,
        input: String? = nil, environment: [String: String] = [:]
    ) async throws -> Result {
        let name = UUID().uuidString
        var given = try ChildProcess.nothing()
        if let input {
            let path = try folder.write(input, to: "\(name).in")
            given = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        }
        // Files, not pipes: nobody has to read while it runs.
        let process = try ChildProcess(
            program, arguments, in: folder,
            environment: Products.environment.merging(environment) { _, added in added },
            files: (given, writable("\(name).out", in: folder), writable("\(name).err", in: folder))
        )
        let exitCode =
            switch await process.ending() {
            case .exited(let code): code
            case .killed(let signal): signal
            }
        return Result(
            exitCode: exitCode, output: try folder.text(of: "\(name).out"),
            errors: try folder.text(of: "\(name).err"))
    }

    private static func writable(
        _ name: String, in folder: TemporaryFolder
    ) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder.write("", to: name)))
    }
}
