/// Finds the highest rate that passes: doubles until one fails, then halves the gap until it is
/// narrow, then confirms at nine tenths of what was found.
///
/// It decides only; whoever asks it does the probing.
struct RateSearch: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        /// Try this rate, and `record` how it went.
        case probe(Double)
        /// Hold this rate for long.
        case confirm(Double)
        /// The highest rate that passed, in calls a second, and whether it was confirmed; 0 when
        /// not even the lowest passed.
        case finished(highest: Double, isConfirmed: Bool)
    }

    /// How narrow the gap between passed and failed has to be, as a part of the passed.
    static let precision = 0.05
    static let confirmedPart = 0.9
    /// Where a search gives up.
    static let lowestRate = 1.0
    static let highestRate = 1e7

    private(set) var step: Step
    private var passed = 0.0
    private var failed = Double.infinity

    init(from rate: Double) { step = .probe(min(max(rate, 1), RateSearch.highestRate)) }

    mutating func record(isPassed: Bool) {
        switch step {
        case .finished: return
        case .confirm: step = .finished(highest: passed, isConfirmed: isPassed)
        case .probe(let rate):
            if isPassed { passed = max(passed, rate) } else { failed = min(failed, rate) }
            step = next()
        }
    }

    private func next() -> Step {
        if failed == .infinity {
            guard passed < RateSearch.highestRate else { return confirmation() }
            return .probe(min(passed * 2, RateSearch.highestRate))
        }
        if passed == 0 {
            guard failed > RateSearch.lowestRate else {
                return .finished(highest: 0, isConfirmed: false)
            }
            return .probe(max(failed / 2, RateSearch.lowestRate))
        }
        guard failed - passed > RateSearch.precision * passed else { return confirmation() }
        return .probe((passed + failed) / 2)
    }

    private func confirmation() -> Step { .confirm(passed * RateSearch.confirmedPart) }
}
