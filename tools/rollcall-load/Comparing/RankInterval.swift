import Glibc

/// How much larger the values of one side are than those of another, as a ratio, with the bounds
/// that hold at 95 %: the interval of Hodges and Lehmann, which inverts the rank test of Mann,
/// Whitney and Wilcoxon, here with its exact distribution. It asks nothing of how values scatter
/// but that both sides scatter alike.
struct RankInterval: Equatable, Sendable {
    let ratio: Double
    let low: Double
    let high: Double

    /// nil when a side has so few values that no bound holds at 95 % (fewer than four each), or one
    /// that is not over 0.
    init?(from base: [Double], to other: [Double]) {
        guard base.allSatisfy({ $0 > 0 }), other.allSatisfy({ $0 > 0 }),
            let rank = RankInterval.rank(base.count, other.count)
        else { return nil }
        // A ratio is a difference of logarithms.
        let differences = other.flatMap { value in base.map { log(value) - log($0) } }.sorted()
        let middle = differences.count / 2
        let median =
            differences.count % 2 == 1
            ? differences[middle] : (differences[middle - 1] + differences[middle]) / 2
        ratio = exp(median)
        low = exp(differences[rank])
        high = exp(differences[differences.count - 1 - rank])
    }

    /// How many of the sorted differences lie outside on each side: the largest number of which the
    /// test says at most 2.5 % by chance.
    private static func rank(_ first: Int, _ second: Int) -> Int? {
        guard first > 0, second > 0 else { return nil }
        let counts = distribution(first, second)
        let total = counts.reduce(0, +)
        var sum = 0.0
        var rank = -1
        for count in counts {
            sum += count
            guard sum / total <= 0.025 else { break }
            rank += 1
        }
        return rank >= 0 ? rank + 1 : nil
    }

    /// In how many orders of both sides' values the test's statistic is 0, 1, 2 …
    static func distribution(_ first: Int, _ second: Int) -> [Double] {
        // The coefficients of the product of (1 − q^(second+i)) / (1 − q^i).
        let size = first * second + 1
        var counts = [Double](repeating: 0, count: size)
        counts[0] = 1
        for step in 1...first {
            for place in stride(from: size - 1, through: second + step, by: -1) {
                counts[place] -= counts[place - second - step]
            }
            for place in step..<max(size, step + 1) where place < size {
                counts[place] += counts[place - step]
            }
        }
        return counts
    }
}
