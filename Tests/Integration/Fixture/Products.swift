import Foundation

/// Where the things are that these tests run.
enum Products {
    /// The folder of the test bundle, in which the built programs lie as well.
    static let folder: URL = {
        let bundle =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent()
    }()

    static func program(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A file beside these sources.
    static func source(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(name)
    }

    /// The path of an installed program; nil when there is none of that name.
    static func installed(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"]
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The environment that programs are run in: nothing of Rollcall's own from outside.
    static let environment = ProcessInfo.processInfo.environment
        .filter { !$0.key.hasPrefix("ROLLCALL_") }
}
