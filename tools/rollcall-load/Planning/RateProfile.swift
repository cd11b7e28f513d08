import Glibc

/// The rate of an open load over time: stretches that each go from one rate to another in a line.
struct RateProfile: Codable, Equatable, Sendable {
    struct Stretch: Codable, Equatable, Sendable {
        /// Calls a second at its beginning and at its end.
        var from: Double
        var to: Double
        var seconds: Double

        /// Calls that fall into its first `time` seconds.
        func calls(in time: Double) -> Double {
            from * time + (to - from) * time * time / (2 * seconds)
        }

        /// When the call of this number, which may be a fraction, comes.
        func time(ofCall number: Double) -> Double {
            let slope = (to - from) / seconds
            guard abs(slope) > 1e-9 else { return number / from }
            // The root of from·t + slope·t²/2 = number, in the form that loses no digits.
            let root = max(0, from * from + 2 * slope * number).squareRoot()
            return 2 * number / (from + root)
        }
    }

    var stretches: [Stretch]

    static func constant(_ rate: CallRate, seconds: Double) -> RateProfile {
        RateProfile(stretches: [
            Stretch(from: rate.perSecond, to: rate.perSecond, seconds: seconds)
        ])
    }

    var seconds: Double { stretches.reduce(0) { $0 + $1.seconds } }

    /// Of all the time, in calls a second.
    var meanRate: Double {
        stretches.reduce(0) { $0 + $1.calls(in: $1.seconds) } / seconds
    }

    /// When the call of this number, from 0, comes, in seconds after the start; nil when that is
    /// past the end.
    func time(ofCall number: Double) -> Double? {
        var rest = number
        var begin = 0.0
        for stretch in stretches {
            let calls = stretch.calls(in: stretch.seconds)
            if rest < calls { return begin + stretch.time(ofCall: rest) }
            rest -= calls
            begin += stretch.seconds
        }
        return nil
    }
}
