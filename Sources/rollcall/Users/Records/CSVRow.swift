/// One record of RFC 4180: values with commas between, in double quotes where they hold a comma, a
/// quote (which is doubled) or a line break.
enum CSVRow {
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    /// Whether the bytes end between quotes.
    static func isOpen(_ bytes: [UInt8]) -> Bool {
        bytes.reduce(into: false) { isOpen, byte in
            if byte == quote { isOpen.toggle() }
        }
    }

    /// nil when quotes stand where none may, or it is not UTF-8.
    static func values(_ bytes: [UInt8]) -> [String]? {
        var values: [String] = []
        var value: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        let end = bytes.last == UInt8(ascii: "\r") ? bytes.count - 1 : bytes.count
        var at = 0
        while at < end {
            let byte = bytes[at]
            at += 1
            if isQuoted {
                guard byte == quote else {
                    value.append(byte)
                    continue
                }
                if at < end, bytes[at] == quote {
                    value.append(quote)
                    at += 1
                } else {
                    isQuoted = false
                }
            } else if byte == comma {
                guard let text = String(validating: value, as: UTF8.self) else { return nil }
                values.append(text)
                value.removeAll(keepingCapacity: true)
                wasQuoted = false
            } else if byte == quote {
                guard value.isEmpty, !wasQuoted else { return nil }
                isQuoted = true
                wasQuoted = true
            } else {
                guard !wasQuoted else { return nil }
                value.append(byte)
            }
        }
        guard !isQuoted, let text = String(validating: value, as: UTF8.self) else { return nil }
        return values + [text]
    }

    static func line(_ values: [String]) -> String {
        values.map(cell).joined(separator: ",")
    }

    private static func cell(_ value: String) -> String {
        let needsQuotes = value.utf8.contains { [quote, comma, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
    }
}
