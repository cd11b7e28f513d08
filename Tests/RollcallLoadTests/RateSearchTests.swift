import Testing

@testable import rollcall_load

@Suite("The search for the highest rate")
struct RateSearchTests {
    /// A server that takes a fixed time for each call, one after the other: its waiting times at a
    /// rate, without a clock.
    private struct FixedServer {
        let serviceSeconds: Double

        /// The latency at a percentile, in seconds, of calls that come as a schedule says.
        func latency(at percent: Double, rate: Double, seconds: Double) -> Double {
            let profile = RateProfile.constant(CallRate(perSecond: rate), seconds: seconds)
            var schedule = Schedule(profile, .poisson(seed: 11))
            var free = 0.0
            var latencies = LatencyHistogram()
            while let planned = schedule.next() {
                let arrival = Double(planned) / 1e9
                free = max(free, arrival) + serviceSeconds
                latencies.record(UInt64((free - arrival) * 1e9))
            }
            return Double(latencies.value(at: percent) ?? 0) / 1e9
        }
    }

    @Test("it finds the capacity of a fixed server within a tenth", arguments: [0.0001, 0.00037])
    func findsTheCapacity(service: Double) {
        let server = FixedServer(serviceSeconds: service)
        // Waiting grows without bound at capacity: 50 service times come just before it.
        let found = search { rate in
            server.latency(at: 99, rate: rate, seconds: 20) <= 50 * service
        }
        guard case .finished(let highest, let isConfirmed) = found.step else {
            Issue.record("not finished")
            return
        }
        #expect(abs(highest * service - 1) < 0.1, "\(highest) of \(1 / service)")
        #expect(isConfirmed)
        #expect(found.probes < 20)
    }

    @Test("a bound is found within 5 %, and never above it", arguments: [3.0, 999, 12_345, 1e6])
    func precise(bound: Double) {
        guard case .finished(let highest, _) = search({ $0 <= bound }).step else {
            Issue.record("not finished")
            return
        }
        #expect(highest <= bound)
        #expect(highest >= bound / 1.06)
    }

    @Test("where not even the lowest rate passes, nothing is confirmed")
    func nothingPasses() {
        #expect(search { _ in false }.step == .finished(highest: 0, isConfirmed: false))
    }

    @Test("where every rate passes, the search ends")
    func everythingPasses() {
        let found = search { _ in true }
        #expect(found.step == .finished(highest: RateSearch.highestRate, isConfirmed: true))
    }

    @Test("what passes for a probe and not for long is not confirmed")
    func notConfirmed() {
        var search = RateSearch(from: 100)
        var isLong = false
        while true {
            switch search.step {
            case .probe(let rate): search.record(isPassed: rate <= 150)
            case .confirm(let rate):
                isLong = true
                #expect(rate > 120 && rate <= 135)
                search.record(isPassed: false)
            case .finished(_, let isConfirmed):
                #expect(isLong)
                #expect(!isConfirmed)
                return
            }
        }
    }

    private func search(_ passes: (Double) -> Bool) -> (step: RateSearch.Step, probes: Int) {
        var search = RateSearch(from: 1_000)
        var probes = 0
        while probes < 200 {
            switch search.step {
            case .probe(let rate), .confirm(let rate): search.record(isPassed: passes(rate))
            case .finished: return (search.step, probes)
            }
            probes += 1
        }
        return (search.step, probes)
    }
}
