import ArgumentParser

/// A length of time as people write it: 500ms, 5s, 2m. At most a day.
struct TimeSpan: ExpressibleByArgument, CustomStringConvertible {
    let nanoseconds: UInt64

    init(seconds: UInt64) { nanoseconds = seconds * 1_000_000_000 }
    init(milliseconds: UInt64) { nanoseconds = milliseconds * 1_000_000 }

    init?(argument: String) {
        let units: [(suffix: String, nanoseconds: Double)] = [
            ("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
        ]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)),
            number >= 0, number * unit.nanoseconds <= 86_400e9
        else { return nil }
        nanoseconds = UInt64(number * unit.nanoseconds)
    }

    var seconds: Double { Double(nanoseconds) / 1e9 }

    /// - Throws: `ValidationError` when an option that takes time got none.
    func checkOverZero(_ option: String) throws {
        guard nanoseconds > 0 else { throw ValidationError("\(option) is over 0") }
    }

    var description: String { defaultValueDescription }

    var defaultValueDescription: String {
        nanoseconds % 1_000_000_000 == 0
            ? "\(nanoseconds / 1_000_000_000)s" : "\(nanoseconds / 1_000_000)ms"
    }
}
