/// What a person reads: columns with a heading each, or the fields of one thing.
struct Table: Equatable, Sendable {
    enum Alignment: Sendable {
        case left, right
    }

    struct Column: Equatable, Sendable {
        let heading: String
        let alignment: Alignment

        static func text(_ heading: String) -> Column {
            Column(heading: heading, alignment: .left)
        }
        static func number(_ heading: String) -> Column {
            Column(heading: heading, alignment: .right)
        }
    }

    let columns: [Column]
    let rows: [[String]]

    init(_ columns: [Column], rows: [[String]]) {
        precondition(rows.allSatisfy { $0.count == columns.count })
        self.columns = columns
        self.rows = rows
    }

    /// One thing: a line a field, without headings.
    init(fields: [(name: String, value: String)]) {
        self.init([.text(""), .text("")], rows: fields.map { [$0.name, $0.value] })
    }

    /// The lines of the table.
    ///
    /// - Parameter bold: whether headings (of one thing, the names) are made bold for a terminal.
    func lines(bold: Bool) -> [String] {
        let cells = rows.map { $0.map(Table.printable) }
        let widths = columns.indices.map { column in
            (cells.map { $0[column].count } + [columns[column].heading.count]).max() ?? 0
        }
        let isOneThing = columns.allSatisfy(\.heading.isEmpty)
        let heading = line(columns.map(\.heading), widths)
        return (isOneThing ? [] : [bold ? Table.bold(heading) : heading])
            + cells.map { row in
                var padded = line(row, widths)
                if isOneThing, bold {
                    let name = padded.prefix(widths[0])
                    padded = Table.bold(String(name)) + padded.dropFirst(widths[0])
                }
                return padded
            }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for index in cells.indices {
            let space = String(repeating: " ", count: widths[index] - cells[index].count)
            if index > 0 { line += "  " }
            line += columns[index].alignment == .left ? cells[index] + space : space + cells[index]
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private static func bold(_ text: String) -> String { "\u{1b}[1m\(text)\u{1b}[0m" }

    /// What the directory holds may hold control characters: no terminal is to obey them.
    static func printable(_ text: String) -> String {
        var printable = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            printable.append(isControl ? "\u{fffd}" : scalar)
        }
        return String(printable)
    }
}
