import Foundation
import ProgramSettings

/// Text from a file, or from standard input where the name is `-`.
enum InputText {
    /// - Parameter limit: bytes; more is refused.
    /// - Throws: `.refused` when it cannot be read, is too long or is not UTF-8.
    static func read(_ name: String, atMost limit: Int) throws(ProgramFailure) -> String {
        let handle = try open(name)
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let part: Data?
            do {
                part = try handle.read(upToCount: limit + 1 - bytes.count)
            } catch {
                throw .refused("cannot read \(shown(name))")
            }
            guard let part, !part.isEmpty else { break }
            bytes.append(contentsOf: part)
        }
        guard bytes.count <= limit else {
            throw .refused("\(shown(name)) holds more than \(limit) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .refused("\(shown(name)) is not UTF-8")
        }
        return text
    }

    /// - Throws: `.refused` when there is no such file, or it may not be read.
    static func open(_ name: String) throws(ProgramFailure) -> FileHandle {
        if name == "-" { return .standardInput }
        guard let handle = FileHandle(forReadingAtPath: name) else {
            throw .refused("cannot read \(name)")
        }
        return handle
    }

    private static func shown(_ name: String) -> String {
        name == "-" ? "standard input" : name
    }
}
