import DirectoryAPI
import ProgramSettings

/// The records of an import, each with the number of its line.
struct RecordSource {
    private var lines: LineReader
    private var addresses: Set<String> = []
    /// The line given out last.
    private(set) var line = 0
    /// Bytes read so far.
    var consumed: Int { lines.consumed }

    init(_ lines: LineReader) { self.lines = lines }

    /// The next line that is not empty; nil at the end.
    ///
    /// - Throws: `.refused` when the file cannot be read on.
    mutating func next() throws(ProgramFailure) -> ImportRecord? {
        while let text = try lines.next() {
            line += 1
            let record = ImportRecord(text)
            switch record {
            case .nothing: continue
            case .bad: return record
            case .user(let user): return isFirst(user.email) ? record : .bad("email: given before")
            }
        }
        return nil
    }

    /// Two records of one address would race, and a second run would not find what the first left.
    private mutating func isFirst(_ email: String) -> Bool {
        addresses.insert(email.lowercased().filter { !$0.isWhitespace }).inserted
    }
}
