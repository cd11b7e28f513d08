/// What makes a comparison fail, as people write it: `p99 +10%`, `rate -5%`.
struct FailCondition: Equatable, Sendable {
    let text: String
    let figure: ComparedFigure
    /// +0.1 for +10 %.
    let change: Double

    init?(argument: String) {
        let words = argument.split(separator: " ")
        let joined = words.joined()
        guard let sign = joined.lastIndex(where: { $0 == "+" || $0 == "-" }),
            let figure = ComparedFigure(rawValue: String(joined[..<sign])), joined.hasSuffix("%"),
            let percent = Double(joined[sign...].dropLast()), percent.isFinite, percent != 0,
            percent > -100
        else { return nil }
        text = words.joined(separator: " ")
        self.figure = figure
        change = percent / 100
    }
}
