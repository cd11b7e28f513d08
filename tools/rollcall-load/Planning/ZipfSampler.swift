import Glibc

/// Ranks from 0 with a weight of 1/(rank + 1)^exponent, in constant time for any count.
///
/// Source: Hörmann and Derflinger, "Rejection-inversion to generate variates from monotone discrete
/// distributions" (ACM TOMACS 6, 1996).
struct ZipfSampler: Sendable {
    private let count: Double
    private let exponent: Double
    private let low: Double
    private let high: Double
    private let squeeze: Double

    init(count: Int, exponent: Double) {
        self.count = Double(count)
        self.exponent = exponent
        low = ZipfSampler.integral(1.5, exponent) - 1
        high = ZipfSampler.integral(Double(count) + 0.5, exponent)
        squeeze =
            2
            - ZipfSampler.inverse(
                ZipfSampler.integral(2.5, exponent) - pow(2, -exponent), exponent)
    }

    func next(_ random: inout SplitMix64) -> Int {
        while true {
            let area = high + random.nextUnit() * (low - high)
            let place = ZipfSampler.inverse(area, exponent)
            let rank = min(max(place.rounded(), 1), count)
            let bound = ZipfSampler.integral(rank + 0.5, exponent) - pow(rank, -exponent)
            if rank - place <= squeeze || area >= bound { return Int(rank) - 1 }
        }
    }

    /// The antiderivative of 1/x^exponent.
    private static func integral(_ x: Double, _ exponent: Double) -> Double {
        exponent == 1 ? log(x) : (pow(x, 1 - exponent) - 1) / (1 - exponent)
    }

    private static func inverse(_ y: Double, _ exponent: Double) -> Double {
        exponent == 1 ? exp(y) : pow(max(0, 1 + y * (1 - exponent)), 1 / (1 - exponent))
    }
}
