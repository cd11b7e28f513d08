/// Columns for a terminal: the first two to the left, the numbers to the right.
enum TextTable {
    static func text(_ rows: [[String]], left: Int = 2) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                return column < left ? cell + gap : gap + cell
            }
            return trimmed(cells.joined(separator: "  "))
        }
        .joined(separator: "\n")
    }

    static func trimmed(_ line: String) -> String {
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
