import ProgramSettings

/// The records of a file, as they lie in it, a part of the file at a time.
struct UserFile {
    /// One record that nobody has looked into yet.
    struct Entry: Equatable, Sendable {
        /// Of its first line, from 1.
        let line: Int
        let text: LineReader.Line
    }

    let format: RecordFormat
    private var lines: LineReader
    private var line = 0
    /// Bytes read so far.
    var consumed: Int { lines.consumed }

    init(_ lines: LineReader, format: RecordFormat) {
        self.lines = lines
        self.format = format
    }

    /// The next record; nil at the end.
    ///
    /// - Throws: `.refused` when the file cannot be read on.
    mutating func next() throws(ProgramFailure) -> Entry? {
        guard let first = try lines.next() else { return nil }
        line += 1
        let start = line
        guard format == .csv, case .text(var bytes) = first else {
            return Entry(line: start, text: first)
        }
        // A line break between quotes belongs to the value.
        while CSVRow.isOpen(bytes) {
            guard let more = try lines.next() else { break }
            line += 1
            guard case .text(let rest) = more, bytes.count + rest.count < LineReader.longest
            else { return Entry(line: start, text: .tooLong) }
            bytes.append(UInt8(ascii: "\n"))
            bytes += rest
        }
        return Entry(line: start, text: .text(bytes))
    }
}
