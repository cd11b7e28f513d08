/// Metrics in the text format of Prometheus, version 0.0.4: a family's help and type, then its
/// samples.
struct MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    private(set) var text = ""

    mutating func family(_ name: String, _ kind: Kind, help: String) {
        if !help.isEmpty { text += "# HELP \(name) \(MetricsText.escaped(help, quotes: false))\n" }
        text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    /// - Parameter labels: as `labels(_:)` writes them.
    mutating func sample(_ name: String, labels: String = "", _ value: String) {
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    /// - Parameter counts: of each bucket alone, the last one without a bound.
    mutating func histogram(
        _ name: String, labels: String = "", bounds: [String], counts: [Int64], sum: Double
    ) {
        let prefix = labels.isEmpty ? "" : labels + ","
        var total: Int64 = 0
        for (bound, count) in zip(bounds + ["+Inf"], counts) {
            total += count
            sample("\(name)_bucket", labels: "\(prefix)le=\"\(bound)\"", String(total))
        }
        sample("\(name)_sum", labels: labels, "\(sum)")
        sample("\(name)_count", labels: labels, String(total))
    }

    static func labels(_ labels: [(String, String)]) -> String {
        labels.map { "\(sanitized($0.0))=\"\(escaped($0.1, quotes: true))\"" }
            .joined(separator: ",")
    }

    /// A name that the format allows.
    static func sanitized(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            let isDigit = ("0"..."9").contains(scalar) && !result.isEmpty
            result.unicodeScalars.append(isLetter || isDigit || scalar == "_" ? scalar : "_")
        }
        return result.isEmpty ? "_" : result
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
