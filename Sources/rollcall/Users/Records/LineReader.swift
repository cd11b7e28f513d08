import Foundation
import ProgramSettings

/// Reads lines from a file, a part of it at a time.
struct LineReader {
    enum Line: Equatable {
        case text([UInt8])
        /// Longer than any record may be; its rest is skipped.
        case tooLong
    }

    /// Bytes; the longest record is a fraction of it.
    static let longest = 64 << 10

    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Bytes of the lines given out so far.
    private(set) var consumed = 0

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line without its line break; nil at the end.
    ///
    /// - Throws: `.refused` when the file cannot be read on: what is cut short is not at its end.
    mutating func next() throws(ProgramFailure) -> Line? {
        var searched = start
        var skipped = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { take(through: end + 1) }
                return skipped || end - start > LineReader.longest
                    ? .tooLong : .text(Array(buffer[start..<end]))
            }
            if isAtEnd {
                guard skipped || start < buffer.count else { return nil }
                defer { take(through: buffer.count) }
                return skipped || buffer.count - start > LineReader.longest
                    ? .tooLong : .text(Array(buffer[start...]))
            }
            if buffer.count - start > LineReader.longest {
                skipped = true
                take(through: buffer.count)
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws(ProgramFailure) {
        let part: Data?
        do {
            part = try handle.read(upToCount: 256 << 10)
        } catch {
            throw .refused("the file cannot be read")
        }
        guard let part, !part.isEmpty else {
            isAtEnd = true
            return
        }
        buffer.append(contentsOf: part)
    }

    private mutating func take(through end: Int) {
        consumed += end - start
        start = end
    }
}
