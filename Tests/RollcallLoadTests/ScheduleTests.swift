import Testing

@testable import rollcall_load

@Suite("The schedule of an open load")
struct ScheduleTests {
    @Test("the n-th call is planned for n/rate, whatever happens")
    func even() {
        var schedule = Schedule(.constant(CallRate(perSecond: 1_000), seconds: 0.01), .even)
        #expect(times(&schedule) == (0..<10).map { $0 * 1_000_000 })
    }

    @Test("processes share one schedule: together they plan each call once")
    func shared() {
        for arrivals in [Arrivals.even, .poisson(seed: 7)] {
            let profile = RateProfile.constant(CallRate(perSecond: 5_000), seconds: 0.2)
            var whole = Schedule(profile, arrivals)
            let parts = (0..<3).flatMap { index -> [UInt64] in
                var part = Schedule(
                    profile, arrivals, share: ProcessShare(index: index, count: 3))
                return times(&part)
            }
            #expect(parts.sorted() == times(&whole))
        }
    }

    @Test("a Poisson process has its rate and its scatter, and is the same for the same seed")
    func poisson() {
        let profile = RateProfile.constant(CallRate(perSecond: 10_000), seconds: 2)
        var schedule = Schedule(profile, .poisson(seed: 3))
        let planned = times(&schedule)
        // The count has a standard deviation of about 141.
        #expect((19_000...21_000).contains(planned.count))
        #expect(zip(planned, planned.dropFirst()).allSatisfy { $0 <= $1 })
        let gaps = zip(planned, planned.dropFirst()).map { Double($1 - $0) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        // Of exponential gaps the standard deviation is the mean; of even ones it is nothing.
        #expect(abs(variance.squareRoot() / mean - 1) < 0.1)
        var again = Schedule(profile, .poisson(seed: 3))
        #expect(times(&again) == planned)
    }

    @Test("a ramp plans as many calls as the mean of its rates, and thickens")
    func ramp() {
        let profile = RateProfile(stretches: [
            RateProfile.Stretch(from: 100, to: 300, seconds: 10)
        ])
        var schedule = Schedule(profile, .even)
        let planned = times(&schedule)
        #expect((1_999...2_001).contains(planned.count))
        #expect((749...751).contains(planned.count { $0 < 5_000_000_000 }))
        #expect(profile.meanRate == 200)
    }

    @Test("stretches follow each other")
    func stretches() {
        let profile = RateProfile(stretches: [
            RateProfile.Stretch(from: 10, to: 10, seconds: 1),
            RateProfile.Stretch(from: 100, to: 100, seconds: 1),
        ])
        var schedule = Schedule(profile, .even)
        let planned = times(&schedule)
        #expect(planned.count { $0 < 1_000_000_000 } == 10)
        #expect(planned.count == 110)
    }

    private func times(_ schedule: inout Schedule) -> [UInt64] {
        var planned: [UInt64] = []
        while let time = schedule.next() { planned.append(time) }
        return planned
    }
}
