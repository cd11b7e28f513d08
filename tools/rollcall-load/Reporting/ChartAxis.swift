import Glibc

/// One direction of a chart: from values to places, and where the marks stand.
struct ChartAxis {
    enum Scale {
        case linear
        case logarithmic
    }

    struct Mark {
        var value: Double
        var label: String
    }

    let title: String
    let scale: Scale
    let range: ClosedRange<Double>
    let marks: [Mark]

    /// From 0 to 1 within the range.
    func place(of value: Double) -> Double {
        let (value, low, high) =
            switch scale {
            case .linear: (value, range.lowerBound, range.upperBound)
            case .logarithmic:
                (log10(max(value, 1e-9)), log10(range.lowerBound), log10(range.upperBound))
            }
        return high > low ? min(max((value - low) / (high - low), 0), 1) : 0
    }

    /// Latencies in microseconds, over whole powers of ten.
    static func latency(_ values: [Double]) -> ChartAxis {
        let known = values.filter { $0 > 0 }
        let low = floor(log10(known.min() ?? 1))
        let high = max(low + 1, ceil(log10(known.max() ?? 10)))
        let marks = stride(from: low, through: high, by: 1).map { power in
            Mark(value: pow(10, power), label: label(microseconds: pow(10, power)))
        }
        return ChartAxis(
            title: "latency", scale: .logarithmic, range: pow(10, low)...pow(10, high),
            marks: marks)
    }

    /// From 0 to a round number over the largest value.
    static func linear(_ title: String, upTo largest: Double) -> ChartAxis {
        let step = roundStep(largest / 4)
        let top = max(step, ceil(largest / step) * step)
        let marks = stride(from: 0, through: top + step / 2, by: step).map { value in
            Mark(value: value, label: Decimals.plain(value, step < 1 ? 2 : 0))
        }
        return ChartAxis(title: title, scale: .linear, range: 0...top, marks: marks)
    }

    /// Percentiles by how rare what is beyond them is: from the median of all to the rarest.
    static func percentiles(of count: Int) -> ChartAxis {
        let high = max(1, ceil(log10(Double(max(count, 10)))))
        var marks = [Mark(value: 0, label: "0 %"), Mark(value: log10(2), label: "50 %")]
        marks.append(Mark(value: 1, label: "90 %"))
        for nines in stride(from: 2, through: high, by: 1) {
            let digits = String(repeating: "9", count: Int(nines) - 2)
            marks.append(
                Mark(value: nines, label: digits.isEmpty ? "99 %" : "99.\(digits) %"))
        }
        return ChartAxis(title: "percentile", scale: .linear, range: 0...high, marks: marks)
    }

    private static func label(microseconds: Double) -> String {
        if microseconds < 1_000 { return "\(Decimals.plain(microseconds, 1)) µs" }
        if microseconds < 1e6 { return "\(Decimals.plain(microseconds / 1e3, 0)) ms" }
        return "\(Decimals.plain(microseconds / 1e6, 0)) s"
    }

    private static func roundStep(_ step: Double) -> Double {
        guard step > 0 else { return 1 }
        let power = pow(10, floor(log10(step)))
        let factor = [1.0, 2, 5, 10].first { $0 * power >= step } ?? 10
        return factor * power
    }
}
