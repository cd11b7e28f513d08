import Foundation
import Glibc
import ProgramSettings

/// Writes files that were not there before into one folder.
struct NewFiles {
    let directory: String

    func path(of name: String) -> String {
        URL(fileURLWithPath: directory).appendingPathComponent(name).relativePath
    }

    /// - Throws: `.refused` when one of the files is there already.
    func refuse(_ names: [String]) throws(ProgramFailure) {
        for name in names where FileManager.default.fileExists(atPath: path(of: name)) {
            throw .refused("\(path(of: name)) is there already and stays as it is")
        }
    }

    /// - Throws: `.refused` when the file came to be meanwhile, or cannot be written.
    func write(_ text: String, to name: String, forOwnerOnly: Bool) throws(ProgramFailure) {
        // The mode is there from the first moment: chmod afterwards would leave a gap.
        let before = umask(forOwnerOnly ? 0o077 : 0o022)
        defer { _ = umask(before) }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
            try Data((text + "\n").utf8).write(
                to: URL(fileURLWithPath: path(of: name)), options: .withoutOverwriting)
        } catch {
            throw .refused("cannot write \(path(of: name))")
        }
    }
}
