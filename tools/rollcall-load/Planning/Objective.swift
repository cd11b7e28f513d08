/// What a run has to keep to, as people write it: `p99<=5ms`, `errors<=0.01%`, `rate>=19k/s`,
/// `by-email.p99.9<=20ms`.
struct Objective: Codable, Equatable, Sendable {
    enum Measure: Codable, Equatable, Sendable {
        /// Of the latency from schedule; 100 is the longest.
        case percentile(Double)
        /// Errors and timeouts among all calls.
        case errors
        /// Right answers a second.
        case rate
    }

    /// What a run says to it.
    enum Answer: Equatable, Sendable {
        case kept(Double)
        case broken(Double)
        /// Nothing was measured that could keep it, so it is broken.
        case noSample
    }

    let text: String
    /// nil for all calls together.
    let operation: Operation?
    let measure: Measure
    /// In nanoseconds, as a part of 1, or in calls a second.
    let limit: Double

    /// What holds where nothing else is said.
    static let noErrors = Objective(argument: "errors<=0%")!

    init?(argument: String) {
        let text = argument.filter { $0 != " " }
        guard let sign = text.firstRange(of: /<=|>=/) else { return nil }
        var name = text[..<sign.lowerBound]
        var operation: Operation?
        if let dot = name.firstIndex(of: "."), let found = Operation(named: name[..<dot]) {
            operation = found
            name = name[name.index(after: dot)...]
        }
        let limit = String(text[sign.upperBound...])
        guard let (measure, value) = Objective.parse(name, limit),
            (text[sign] == ">=") == (measure == .rate)
        else { return nil }
        self.text = text
        self.operation = operation
        self.measure = measure
        self.limit = value
    }

    private static func parse(_ name: Substring, _ limit: String) -> (Measure, Double)? {
        switch name {
        case "errors":
            let isPercent = limit.hasSuffix("%")
            guard let number = Double(isPercent ? String(limit.dropLast()) : limit) else {
                return nil
            }
            let part = isPercent ? number / 100 : number
            return (0...1).contains(part) ? (.errors, part) : nil
        case "rate": return CallRate(argument: limit).map { (.rate, $0.perSecond) }
        case "max": return Objective.nanoseconds(limit).map { (.percentile(100), $0) }
        default:
            guard name.hasPrefix("p"), let percent = Double(name.dropFirst()),
                percent > 0, percent <= 100
            else { return nil }
            return Objective.nanoseconds(limit).map { (.percentile(percent), $0) }
        }
    }

    /// Latencies are said in ns and µs too.
    private static func nanoseconds(_ text: String) -> Double? {
        let units: [(String, Double)] = [
            ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9),
        ]
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            guard let number = Double(text.dropLast(suffix.count)), number >= 0, number.isFinite
            else { return nil }
            return number * factor
        }
        return nil
    }
}
