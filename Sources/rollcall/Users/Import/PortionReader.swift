import DirectoryAPI
import ProgramSettings

/// Reads a file of users portion by portion, each looked into by a task of its own.
struct PortionReader {
    /// A portion, and how far into the file it reaches.
    struct Portion: Sendable {
        let task: Task<ImportPortion, Never>
        let lastLine: Int
        let consumed: Int
    }

    /// What one call brings: enough that the pause between two calls does not count.
    static let portionEntries = 10_000

    private var file: UserFile
    private let firstLine: Int
    private var columns: [String]?
    private var hasBegun = false

    /// - Parameter firstLine: entries that begin before it are passed over.
    init(_ file: UserFile, firstLine: Int) {
        self.file = file
        self.firstLine = firstLine
    }

    /// nil at the end.
    ///
    /// - Throws: `.refused` when the file cannot be read on, or has no usable column names.
    mutating func next() throws(ProgramFailure) -> Portion? {
        if !hasBegun {
            hasBegun = true
            if file.format == .csv { columns = try readColumns() }
        }
        var entries: [UserFile.Entry] = []
        entries.reserveCapacity(Self.portionEntries)
        while entries.count < Self.portionEntries, let entry = try file.next() {
            if entry.line >= firstLine { entries.append(entry) }
        }
        guard let last = entries.last else { return nil }
        let (columns, taken) = (columns, entries)
        return Portion(
            task: Task { ImportPortion(taken, columns: columns) }, lastLine: last.line,
            consumed: file.consumed)
    }

    private mutating func readColumns() throws(ProgramFailure) -> [String] {
        guard let first = try file.next() else { return [] }
        guard case .text(var bytes) = first.text, !bytes.isEmpty else {
            throw .refused("line 1 holds no column names")
        }
        // A byte order mark, which spreadsheets write.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let names = CSVRow.values(bytes)?.map { $0.lowercased() } ?? []
        guard names.contains("email"), names.allSatisfy(UserRecord.columns.contains) else {
            throw .refused(
                "line 1 must name columns, email among them: "
                    + UserRecord.columns.joined(separator: ","))
        }
        return names
    }
}
