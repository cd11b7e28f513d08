import DirectoryAPI

/// What an import did, or would do.
struct ImportTally: Equatable, Sendable {
    /// Rejections and notes that are named; further ones are only counted.
    static let namedLines = 100

    private(set) var created = 0
    private(set) var unchanged = 0
    private(set) var rejected = 0
    private var rejections: [Remark] = []
    private var notes: [Remark] = []

    private struct Remark: Equatable {
        let line: Int
        let text: String
    }

    mutating func countCreated(_ count: Int = 1) { created += count }
    mutating func countUnchanged(_ count: Int = 1) { unchanged += count }

    mutating func reject(line: Int, _ reason: String) {
        rejected += 1
        Self.add(Remark(line: line, text: reason), to: &rejections)
    }

    /// Rejected, and not among those that the answer names.
    mutating func rejectUnnamed(_ count: Int) { rejected += count }

    /// Worth knowing, and no reason to reject.
    mutating func note(line: Int, _ text: String) {
        Self.add(Remark(line: line, text: text), to: &notes)
    }

    private static func add(_ remark: Remark, to remarks: inout [Remark]) {
        remarks.append(remark)
        remarks.sort { $0.line < $1.line }
        if remarks.count > namedLines { remarks.removeLast() }
    }

    private var counts: [(name: String, count: Int)] {
        [("created", created), ("unchanged", unchanged), ("rejected", rejected)]
    }

    private static func texts(_ remarks: [Remark]) -> [String] {
        remarks.map { "line \($0.line): \($0.text)" }
    }

    private static func array(_ remarks: [Remark]) -> JSONValue {
        .array(texts(remarks).map { .string($0) })
    }

    var json: JSONValue {
        .object(
            counts.map { JSONValue.Member($0.name, .number("\($0.count)")) } + [
                JSONValue.Member("rejections", Self.array(rejections)),
                JSONValue.Member("notes", Self.array(notes)),
            ])
    }

    var table: Table {
        Table(
            fields: counts.map { ($0.name, "\($0.count)") }
                + Self.texts(rejections).map { ("rejection", $0) }
                + Self.texts(notes).map { ("note", $0) })
    }
}
