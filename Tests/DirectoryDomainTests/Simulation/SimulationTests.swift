import Testing

@Suite("A simulation of callers, network and clock")
struct SimulationTests {
    private static let seeds: UInt64 = 10_000
    private static let parts: UInt64 = 10

    @Test(
        "of 10 000 seeds each key's history could have been done one by one",
        arguments: 0..<parts)
    func linearizable(_ part: UInt64) throws {
        let each = Self.seeds / Self.parts
        for seed in part * each..<(part + 1) * each {
            for history in try Simulation.histories(seed: seed) {
                #expect(Linearizability.holds(history), "seed \(seed): \(history)")
            }
        }
    }

    @Test("a bug that is switched on is found", arguments: Sabotage.allCases)
    func sabotage(_ sabotage: Sabotage) throws {
        let found = try (0..<Self.seeds).first { seed in
            try !Simulation.histories(seed: seed, sabotage).allSatisfy(Linearizability.holds)
        }
        #expect(found != nil)
    }

    @Test("the same seed is the same history")
    func repeatable() throws {
        let once = try Simulation.histories(seed: 7)
        let twice = try Simulation.histories(seed: 7)
        #expect("\(once)" == "\(twice)")
        #expect(try "\(once)" != "\(Simulation.histories(seed: 8))")
    }

    @Test("histories are of some length, and callers do meet")
    func substance() throws {
        let histories = try (0..<100).flatMap { try Simulation.histories(seed: $0) }
        let exchanges = histories.flatMap(\.self)
        #expect(exchanges.count == 100 * 4 * 5)
        let overlapping = histories.reduce(0) { count, history in
            count + zip(history, history.dropFirst()).count { $1.invokedAt < $0.returnedAt }
        }
        #expect(overlapping > exchanges.count / 4)
        #expect(exchanges.contains { $0.answer == .quotaSpent })
    }

    @Test("what can't have been done one by one is told from what can")
    func checker() {
        func exchange(
            _ operation: Operation, _ answer: Answer, _ from: Int, _ to: Int
        ) -> Exchange {
            Exchange(operation: operation, invokedAt: from, returnedAt: to, answer: answer)
        }
        let make = exchange(
            .findOrCreate(address: 0, uuid: 0), .made(uuid: 0, isNew: true), 1, 4)
        let miss = Answer.nobody
        #expect(Linearizability.holds([make, exchange(.lookUpAddress(0), miss, 2, 3)]))
        #expect(Linearizability.holds([make, exchange(.lookUpAddress(0), miss, 2, 9)]))
        #expect(!Linearizability.holds([make, exchange(.lookUpAddress(0), miss, 5, 6)]))
        #expect(!Linearizability.holds([make, make]))
        var unheard = make
        unheard.returnedAt = .max
        unheard.answer = nil
        #expect(Linearizability.holds([unheard, exchange(.lookUpAddress(0), miss, 5, 6)]))
    }
}
