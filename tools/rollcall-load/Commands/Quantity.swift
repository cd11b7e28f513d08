import ArgumentParser

/// A number as people write it: 500, 100k, 1M.
struct Quantity: ExpressibleByArgument, CustomStringConvertible {
    let count: Int

    init(count: Int) { self.count = count }

    init?(argument: String) {
        let factors: [Character: Int] = ["k": 1_000, "K": 1_000, "M": 1_000_000]
        let factor = argument.last.flatMap { factors[$0] }
        let digits = factor == nil ? argument[...] : argument.dropLast()
        guard let number = Int(digits), number >= 0 else { return nil }
        let (count, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
        guard !overflow else { return nil }
        self.count = count
    }

    var description: String { defaultValueDescription }

    /// The shortest way to write it.
    var defaultValueDescription: String {
        if count > 0, count % 1_000_000 == 0 { return "\(count / 1_000_000)M" }
        if count > 0, count % 1_000 == 0 { return "\(count / 1_000)k" }
        return "\(count)"
    }
}
