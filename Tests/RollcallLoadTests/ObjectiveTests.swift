import Testing

@testable import rollcall_load

@Suite("Objectives")
struct ObjectiveTests {
    private struct Sample: Objective.Measured {
        var calls = 1_000
        var errors = 0
        var timeouts = 0
        var seconds = 10.0
        var latencies: UInt64? = 4_000_000

        func latency(at percent: Double) -> UInt64? { latencies }
    }

    @Test(
        "objectives are read as people write them",
        arguments: [
            ("p99<=5ms", Objective.Measure.percentile(99), 5e6),
            ("p99.9 <= 1.5s", .percentile(99.9), 1.5e9), ("max<=250us", .percentile(100), 250e3),
            ("errors<=0.01%", .errors, 0.0001), ("rate>=19k/s", .rate, 19_000),
        ])
    func parsed(text: String, measure: Objective.Measure, limit: Double) throws {
        let objective = try #require(Objective(argument: text))
        #expect(objective.measure == measure)
        #expect(abs(objective.limit - limit) < limit * 1e-9)
        #expect(objective.operation == nil)
    }

    @Test("an objective may be about one operation")
    func operation() throws {
        let objective = try #require(Objective(argument: "by-email.p99.9<=5ms"))
        #expect(objective.operation == .byEmail)
        #expect(objective.measure == .percentile(99.9))
    }

    @Test(
        "what is no objective is refused",
        arguments: [
            "", "p99", "p99<5ms", "p99>=5ms", "p0<=1s", "p101<=1s", "p99<=5", "errors<=2",
            "rate<=5/s", "nobody.p99<=1s", "errors<=-1%",
        ])
    func refused(text: String) { #expect(Objective(argument: text) == nil) }

    @Test("what was measured keeps an objective, or breaks it")
    func judged() {
        #expect(judge("p99<=5ms", Sample()) == .kept(4e6))
        #expect(judge("p99<=3ms", Sample()) == .broken(4e6))
        #expect(judge("rate>=100/s", Sample()) == .kept(100))
        #expect(judge("rate>=101/s", Sample()) == .broken(100))
        #expect(judge("errors<=0%", Sample()) == .kept(0))
        #expect(judge("errors<=0.1%", Sample(errors: 1, timeouts: 1)) == .broken(2.0 / 1_002))
    }

    @Test("an objective without a sample is not kept")
    func noSample() {
        #expect(judge("p99<=5ms", nil) == .noSample)
        #expect(judge("errors<=0%", Sample(calls: 0, latencies: nil)) == .noSample)
        #expect(judge("p99<=5ms", Sample(calls: 0, errors: 5, latencies: nil)) == .noSample)
    }

    @Test("a call without an answer is the slowest of all")
    func timeoutsAreSlow() {
        #expect(judge("p99<=5ms", Sample(timeouts: 5)) == .kept(4e6))
        #expect(judge("p99<=5ms", Sample(timeouts: 20)) == .broken(.infinity))
    }

    @Test("rates are read as people write them")
    func rates() {
        #expect(CallRate(argument: "20k/s")?.perSecond == 20_000)
        #expect(CallRate(argument: "1.5k")?.perSecond == 1_500)
        #expect(CallRate(argument: "500/s")?.perSecond == 500)
        for text in ["", "0", "-1", "k", "1e9", "nan", "500/m"] {
            #expect(CallRate(argument: text) == nil, "\(text)")
        }
    }

    private func judge(_ text: String, _ sample: Sample?) -> Objective.Answer {
        Objective(argument: text)!.judge(sample)
    }
}
