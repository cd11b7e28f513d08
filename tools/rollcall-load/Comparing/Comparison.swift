/// What the repeats of two runs say about one figure.
struct Comparison: Equatable, Sendable {
    enum Answer: String, Equatable, Sendable {
        case better, worse, same
        case cannotTell = "cannot tell"
    }

    /// What `--fail-if` comes to.
    enum Limit: Equatable, Sendable {
        case kept, broken, cannotTell
    }

    /// The repeats that each side needs.
    static let repeats = 5
    /// What counts as the same where nobody says how much matters.
    static let usualMargin = 0.05

    let figure: ComparedFigure
    let base: [Double]
    let other: [Double]
    /// nil when the values allow for none.
    let interval: RankInterval?
    /// The difference that matters, as a part.
    let margin: Double

    init(
        _ figure: ComparedFigure, _ base: [Double], _ other: [Double],
        margin: Double = Comparison.usualMargin
    ) {
        self.figure = figure
        self.base = base
        self.other = other
        self.margin = margin
        interval = RankInterval(from: base, to: other)
    }

    /// Better or worse when chance does not explain the difference; the same when even the bounds
    /// are within the margin.
    var answer: Answer {
        guard let interval else {
            return !base.isEmpty && !other.isEmpty && (base + other).allSatisfy { $0 == 0 }
                ? .same : .cannotTell
        }
        let isWithin = interval.low > 1 / (1 + margin) && interval.high < 1 + margin
        if isWithin { return .same }
        if interval.low > 1 { return figure.isHigherBetter ? .better : .worse }
        if interval.high < 1 { return figure.isHigherBetter ? .worse : .better }
        return .cannotTell
    }

    /// Whether the figure went by `change` (+0.1, -0.1) or more in that direction.
    func limit(_ change: Double) -> Limit {
        guard let interval else { return answer == .same ? .kept : .cannotTell }
        let threshold = 1 + change
        if change > 0 {
            if interval.low > 1, interval.ratio >= threshold { return .broken }
            return interval.high < threshold ? .kept : .cannotTell
        }
        if interval.high < 1, interval.ratio <= threshold { return .broken }
        return interval.low > threshold ? .kept : .cannotTell
    }
}
