extension Objective {
    /// What was measured, as far as an objective asks for it.
    protocol Measured {
        /// Right answers, errors and timeouts.
        var calls: Int { get }
        var errors: Int { get }
        var timeouts: Int { get }
        var seconds: Double { get }
        /// Of the latency from schedule, in nanoseconds; nil without an answer.
        func latency(at percent: Double) -> UInt64?
    }

    /// Timeouts count as the longest of all latencies: a call without an answer is no fast one.
    func judge(_ measured: (some Measured)?) -> Answer {
        guard let measured else { return .noSample }
        let all = measured.calls + measured.errors + measured.timeouts
        guard all > 0 else { return .noSample }
        switch measure {
        case .errors:
            let part = Double(measured.errors + measured.timeouts) / Double(all)
            return part <= limit ? .kept(part) : .broken(part)
        case .rate:
            guard measured.seconds > 0 else { return .noSample }
            let rate = Double(measured.calls) / measured.seconds
            return rate >= limit ? .kept(rate) : .broken(rate)
        case .percentile(let percent):
            let answered = Double(measured.calls)
            let among = answered + Double(measured.timeouts)
            // The place of the percentile among the answers alone.
            let place = percent / 100 * among / max(answered, 1) * 100
            guard place <= 100 else { return .broken(.infinity) }
            guard let latency = measured.latency(at: place) else { return .noSample }
            return Double(latency) <= limit ? .kept(Double(latency)) : .broken(Double(latency))
        }
    }
}
