import Testing

@testable import rollcall_load

@Suite("Comparing runs")
struct ComparisonTests {
    /// Five repeats of a figure around a value, with a scatter of 2 % each.
    private func repeats(around value: Double, _ random: inout SplitMix64) -> [Double] {
        (0..<Comparison.repeats).map { _ in
            // The sum of twelve uniform numbers is nearly normal.
            let normal = (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUnit() }
            return value * (1 + 0.02 * normal)
        }
    }

    @Test("ten per cent slower is told from noise")
    func slowerIsWorse() {
        var random = SplitMix64(seed: 5)
        var answers: [Comparison.Answer: Int] = [:]
        var limits: [Comparison.Limit: Int] = [:]
        for _ in 0..<400 {
            let base = repeats(around: 1_000, &random)
            let comparison = Comparison(.p99, base, repeats(around: 1_100, &random))
            answers[comparison.answer, default: 0] += 1
            limits[comparison.limit(0.05), default: 0] += 1
        }
        #expect(answers[.worse, default: 0] >= 380, "\(answers)")
        #expect(answers[.better, default: 0] == 0)
        #expect(limits[.broken, default: 0] >= 360, "\(limits)")
    }

    @Test("noise alone is hardly ever taken for a difference")
    func noiseIsNoDifference() {
        var random = SplitMix64(seed: 6)
        var differences = 0
        var broken = 0
        for _ in 0..<400 {
            let base = repeats(around: 1_000, &random)
            let comparison = Comparison(.p99, base, repeats(around: 1_000, &random))
            if comparison.answer == .worse || comparison.answer == .better { differences += 1 }
            if comparison.limit(0.1) == .broken { broken += 1 }
        }
        // The test errs in one of twenty at most; those within the margin count as the same.
        #expect(differences <= 20, "\(differences)")
        #expect(broken == 0)
    }

    @Test("faster is better, and a higher rate too")
    func directions() {
        let low = [100.0, 101, 102, 103, 104]
        let high = [120.0, 121, 122, 123, 124]
        #expect(Comparison(.p99, high, low).answer == .better)
        #expect(Comparison(.p99, low, high).answer == .worse)
        #expect(Comparison(.rate, low, high).answer == .better)
        #expect(Comparison(.rate, high, low).limit(-0.05) == .broken)
        #expect(Comparison(.rate, low, high).limit(-0.05) == .kept)
    }

    @Test("what is equal is the same, what scatters widely cannot be told")
    func sameAndUnknown() {
        let steady = [100.0, 100.1, 100.2, 100.3, 100.4]
        #expect(Comparison(.p99, steady, steady.map { $0 + 0.05 }).answer == .same)
        let wild = [50.0, 80, 100, 140, 200]
        #expect(Comparison(.p99, wild, wild.map { $0 * 1.02 }).answer == .cannotTell)
        #expect(Comparison(.p99, wild, wild.map { $0 * 1.02 }).limit(0.1) == .cannotTell)
    }

    @Test("of five against five the bounds leave out two differences on each side")
    func exactRank() {
        // P(U ≤ 2) = 4/252 = 1.6 %, and P(U ≤ 3) = 7/252 = 2.8 %.
        #expect(RankInterval.distribution(5, 5).prefix(5) == [1, 1, 2, 3, 5])
        #expect(RankInterval.distribution(5, 5).reduce(0, +) == 252)
        #expect(RankInterval(from: [1, 2, 3], to: [1, 2, 3]) == nil)
        #expect(RankInterval(from: [0, 1, 2, 3, 4], to: [1, 2, 3, 4, 5]) == nil)
    }

    @Test("conditions are read as people write them")
    func conditions() throws {
        let condition = try #require(FailCondition(argument: "p99 +10%"))
        #expect(condition.figure == .p99)
        #expect(abs(condition.change - 0.1) < 1e-12)
        #expect(FailCondition(argument: "server-cpu+2.5%")?.figure == .serverCPU)
        #expect(FailCondition(argument: "rate -5%")?.change == -0.05)
        for text in ["", "p99", "p99 10%", "p99 +10", "p98 +1%", "p99 +0%", "p99 -100%"] {
            #expect(FailCondition(argument: text) == nil, "\(text)")
        }
    }
}
