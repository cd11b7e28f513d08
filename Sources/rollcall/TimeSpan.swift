import ArgumentParser

/// A span of time as a person writes it: `30s`, `15m`, `1h`, `90d`. More than nothing, and less
/// than about a hundred years.
struct TimeSpan: Equatable, Sendable, ExpressibleByArgument {
    let seconds: Int64

    init(seconds: Int64) { self.seconds = seconds }

    init?(argument: String) {
        let unit: Int64? =
            switch argument.last {
            case "s": 1
            case "m": 60
            case "h": 3_600
            case "d": 86_400
            default: nil
            }
        let digits = argument.dropLast()
        guard let unit, !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(digits), count > 0, count <= 36_500 * 86_400 / unit
        else { return nil }
        seconds = count * unit
    }

    var defaultValueDescription: String { "\(seconds)s" }
}
