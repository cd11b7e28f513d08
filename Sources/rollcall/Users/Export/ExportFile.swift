import Crypto
import Foundation
import Glibc
import ProgramSettings

/// Where an export goes: a file that takes its name once it is whole, or standard output. One that
/// is given up leaves nothing behind.
struct ExportFile: ~Copyable {
    private let path: String
    private let handle: FileHandle
    private let temporary: String?
    private var hash = SHA256()
    private var isFinished = false

    /// - Throws: `.refused` when nothing can be written there.
    init(_ path: String) throws(ProgramFailure) {
        self.path = path
        guard path != "-" else {
            handle = .standardOutput
            temporary = nil
            return
        }
        let temporary = try Self.make(besides: path)
        guard let handle = FileHandle(forWritingAtPath: temporary) else {
            throw .refused("cannot write \(path)")
        }
        self.handle = handle
        self.temporary = temporary
        Interruption.removes(temporary)
    }

    deinit {
        if let temporary, !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
    }

    mutating func write(_ text: String) throws(ProgramFailure) {
        let bytes = Data(text.utf8)
        hash.update(data: bytes)
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw .refused("cannot write \(path)")
        }
    }

    /// Gives the file its name, and its checksum a file beside it; gives the checksum.
    mutating func finish() throws(ProgramFailure) -> String {
        let digest = Checksum.hexadecimal(hash.finalize())
        guard let temporary else { return digest }
        let checksum = Checksum.path(beside: path)
        let part = try Self.make(besides: checksum)
        do {
            try handle.synchronize()
            try Data(Checksum.line(digest, of: path).utf8).write(
                to: URL(fileURLWithPath: part))
            // An old one would deny the new file.
            if FileManager.default.fileExists(atPath: checksum) {
                try FileManager.default.removeItem(atPath: checksum)
            }
            try Self.move(temporary, to: path)
            isFinished = true
            try Self.move(part, to: checksum)
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw .refused("cannot write \(path)")
        }
        return digest
    }

    /// An empty file in the same folder, for its owner alone from the first moment.
    private static func make(besides path: String) throws(ProgramFailure) -> String {
        let temporary = "\(path).\(UUID().uuidString.prefix(8)).part"
        let before = umask(0o077)
        defer { _ = umask(before) }
        do {
            try Data().write(
                to: URL(fileURLWithPath: temporary), options: .withoutOverwriting)
        } catch {
            throw .refused("cannot write \(path)")
        }
        return temporary
    }

    private static func move(_ from: String, to path: String) throws {
        let (source, target) = (URL(fileURLWithPath: from), URL(fileURLWithPath: path))
        if FileManager.default.fileExists(atPath: path) {
            _ = try FileManager.default.replaceItemAt(target, withItemAt: source)
        } else {
            try FileManager.default.moveItem(at: source, to: target)
        }
    }
}
