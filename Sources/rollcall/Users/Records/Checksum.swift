import Crypto
import Foundation
import ProgramSettings

/// The SHA-256 of a file, and the file beside it that says what it has to be: `FILE.sha256`, as
/// `sha256sum` writes and checks it.
enum Checksum {
    static func path(beside file: String) -> String { file + ".sha256" }

    /// The line for a file of these bytes.
    static func line(_ digest: String, of file: String) -> String {
        "\(digest)  \(URL(fileURLWithPath: file).lastPathComponent)\n"
    }

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    /// Whether there was one to check.
    ///
    /// - Throws: `.refused` when it says something else than the file.
    static func verify(_ file: String) throws(ProgramFailure) -> Bool {
        let expected = path(beside: file)
        guard let line = try? String(contentsOfFile: expected, encoding: .utf8) else {
            if FileManager.default.fileExists(atPath: expected) {
                throw .refused("cannot read \(expected)")
            }
            return false
        }
        guard try line.prefix(64) == digest(of: file) else {
            throw .refused("\(file) is not what \(expected) says; nothing was imported")
        }
        return true
    }

    private static func digest(of file: String) throws(ProgramFailure) -> String {
        let handle = try InputText.open(file)
        var hash = SHA256()
        do {
            while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
                hash.update(data: part)
            }
        } catch {
            throw .refused("cannot read \(file)")
        }
        return hexadecimal(hash.finalize())
    }
}
