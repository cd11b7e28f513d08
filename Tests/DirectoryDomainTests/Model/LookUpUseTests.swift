import DirectoryDomain
import Testing

@Suite("What a key may look up")
struct LookUpUseTests {
    private static let secret = [UInt8](repeating: 7, count: 32)
    private static let day = LookUpUse.dayMilliseconds
    private static let now = Timestamp(milliseconds: 1_705_314_600_000)

    /// A use that has all recorded at once, as if the disk took no time.
    private struct Key {
        var use = LookUpUse()
        var budget: LookUpBudget
        var stored = StoredLookUps()

        init(perMinute: Int64 = 0, perDay: Int64 = 0) {
            budget = LookUpBudget(requestsPerMinute: perMinute, distinctPerDay: perDay)
        }

        /// nil when it was admitted, else the wait.
        mutating func ask(_ hashes: UInt64..., at now: Int64) -> Int64? {
            let secret = use.secret(atMilliseconds: now) { LookUpUseTests.secret }
            switch use.admit(
                hashes.count, hashes: budget.distinctPerDay == 0 ? [] : hashes, budget: budget,
                atMilliseconds: now)
            {
            case .admitted: return nil
            case .admittedOnce(let addition):
                use.settle(addition, isDurable: true)
                store(addition, secret)
                return nil
            case .refused(let wait): return wait
            case .tooMany: return -1
            }
        }

        private mutating func store(_ addition: LookUpAddition, _ secret: [UInt8]) {
            let time = LookUpUseTests.now.adding(milliseconds: addition.at)
            if addition.requests > 0 {
                stored.requests.append(
                    .init(at: time, count: addition.requests, isAhead: addition.isGrant))
            }
            if !addition.hashes.isEmpty {
                let start = LookUpUseTests.now.adding(milliseconds: addition.dayStartedAt)
                var day = stored.day ?? .init(startedAt: start, secret: secret, hashes: [])
                if day.startedAt != start {
                    day = .init(startedAt: start, secret: secret, hashes: [])
                }
                day.hashes += addition.hashes
                stored.day = day
            }
        }

        /// A new program, `milliseconds` after the old one's beginning by the clock on the wall.
        mutating func restart(at milliseconds: Int64, monotonic: Int64 = 0) {
            use = LookUpUse(
                stored, at: LookUpUseTests.now.adding(milliseconds: milliseconds),
                milliseconds: monotonic)
        }
    }

    @Test("so many requests in any minute, and the next when the first is a minute old")
    func minute() {
        var key = Key(perMinute: 3)
        for now in [Int64(0), 10, 20] { #expect(key.ask(1, at: now) == nil) }
        #expect(key.ask(1, at: 30) == 59_970)
        #expect(key.ask(1, at: 59_999) == 1)
        #expect(key.ask(1, at: 60_000) == nil)
        #expect(key.ask(1, at: 60_000) == 10)
    }

    @Test("so many different values in a day that begins with the first; known ones are free")
    func distinct() {
        var key = Key(perDay: 2)
        for hash in [UInt64(1), 1, 2, 1, 2] { #expect(key.ask(hash, at: 500) == nil) }
        #expect(key.ask(3, at: 500) == Self.day)
        #expect(key.ask(2, at: 501) == nil)
        #expect(key.ask(3, at: 499 + Self.day) == 1)
        #expect(key.ask(3, at: 500 + Self.day) == nil)
        #expect(key.ask(4, at: 600 + Self.day) == nil)
        #expect(key.ask(1, at: 700 + Self.day) == Self.day - 200)
    }

    @Test("a batch is admitted whole or not at all, and one that is too large is told so")
    func batch() {
        var key = Key(perMinute: 4, perDay: 3)
        #expect(key.ask(1, 1, 1, 1, 1, at: 0) == -1)
        #expect(key.ask(1, 2, 3, 4, at: 0) == -1)
        #expect(key.ask(1, 2, at: 0) == nil)
        #expect(key.ask(1, 3, 4, at: 10) == Self.day - 10)
        #expect(key.ask(3, 2, at: 10) == nil)
        #expect(key.ask(1, at: 20) == 59_980)
    }

    @Test("a refused call counts in neither, and the longer wait is told")
    func refused() {
        var key = Key(perMinute: 2, perDay: 1)
        #expect(key.ask(1, at: 0) == nil)
        for now in Int64(1)...100 { #expect(key.ask(2, at: now) == Self.day - now) }
        #expect(key.ask(1, at: 100) == nil)
        #expect(key.ask(1, at: 101) == 59_899)
        #expect(key.ask(2, at: 101) == Self.day - 101)
    }

    @Test("nothing is answered that is not recorded: a value once, requests a few at a time")
    func recorded() {
        var use = LookUpUse()
        let budget = LookUpBudget(requestsPerMinute: 32, distinctPerDay: 9)
        _ = use.secret(atMilliseconds: 0) { Self.secret }
        func ask(_ hash: UInt64) -> LookUpAddition? {
            guard
                case .admittedOnce(let addition) = use.admit(
                    1, hashes: [hash], budget: budget, atMilliseconds: 0)
            else { return nil }
            return addition
        }
        let first = ask(1)
        #expect(first?.hashes == [1] && first?.requests == 2 && first?.secret == Self.secret)
        // While that is on its way the next wait for records of their own.
        let second = ask(1)
        #expect(second?.hashes == [1] && second?.requests == 1)
        if let first { use.settle(first, isDurable: true) }
        if let second { use.settle(second, isDurable: true) }
        #expect(ask(1) == nil)
        let third = ask(1)
        #expect(third?.hashes == [] && third?.requests == 2)
        // One that failed is counted, and recorded with the next.
        let fourth = ask(2)
        #expect(fourth?.hashes == [2])
        if let fourth { use.settle(fourth, isDurable: false) }
        #expect(ask(2)?.hashes == [2])
    }

    @Test("requests that were recorded ahead count as used when the next are, at the last now")
    func ahead() {
        var key = Key(perMinute: 32)
        for now in [Int64(0), 20_000, 40_000] { #expect(key.ask(1, at: now) == nil) }
        #expect(key.stored.requests.map(\.count) == [2, 2])
        // Two at 40 s, when the next were recorded; two now.
        key.restart(at: 50_000, monotonic: 50_000)
        for _ in 0..<28 { #expect(key.ask(1, at: 50_000) == nil) }
        #expect(key.ask(1, at: 50_000) == 50_000)
        #expect(key.ask(1, at: 99_999) == 1)
        for _ in 0..<2 { #expect(key.ask(1, at: 100_000) == nil) }
        #expect(key.ask(1, at: 100_000) == 10_000)
    }

    @Test("after a crash no more is admitted than without, and less by one recording ahead at most")
    func crash() {
        for used in [Int64(1), 7, 16, 30, 32] {
            var key = Key(perMinute: 32, perDay: 40)
            for number in 0..<used { #expect(key.ask(UInt64(number), at: number) == nil) }
            key.restart(at: 1_000, monotonic: 1_000)
            var more: Int64 = 0
            while key.ask(UInt64(used + more), at: 1_010) == nil { more += 1 }
            #expect(used + more <= 32 && used + more >= 31)
            // Known values are known, and the day goes on where it was.
            #expect(key.ask(0, at: 70_000) == nil)
            #expect(key.stored.day?.startedAt == Self.now)
        }
    }

    @Test("a day ends at its time whether the program was restarted or not")
    func dayAcrossRestart() {
        var key = Key(perDay: 1)
        #expect(key.ask(1, at: 0) == nil)
        key.restart(at: 3_600_000, monotonic: 77)
        #expect(key.ask(2, at: 77) == Self.day - 3_600_000)
        #expect(key.ask(2, at: 76 + Self.day - 3_600_000) == 1)
        #expect(key.ask(2, at: 77 + Self.day - 3_600_000) == nil)
    }

    @Test("a clock that was set back between two programs makes no day longer than a day from now")
    func clockSetBack() {
        var key = Key(perMinute: 1, perDay: 1)
        #expect(key.ask(1, at: 0) == nil)
        key.restart(at: -30 * Self.day)
        #expect(key.ask(1, at: 0) == 60_000)
        #expect(key.ask(2, at: 0) == Self.day)
        #expect(key.ask(2, at: Self.day) == nil)
    }

    @Test("a clock that was set ahead between two programs ends the day, and nothing else")
    func clockSetAhead() {
        var key = Key(perDay: 1)
        #expect(key.ask(1, at: 0) == nil)
        key.restart(at: 30 * Self.day)
        #expect(key.ask(2, at: 0) == nil)
        #expect(key.ask(1, at: 0) == Self.day)
    }

    @Test("another budget counts what was looked up before")
    func anotherBudget() {
        var key = Key(perMinute: 5, perDay: 5)
        for hash in UInt64(1)...4 { #expect(key.ask(hash, at: 0) == nil) }
        key.budget = LookUpBudget(requestsPerMinute: 2, distinctPerDay: 4)
        #expect(key.ask(1, at: 0) == 60_000)
        key.budget = LookUpBudget(distinctPerDay: 4)
        #expect(key.ask(5, at: 0) == Self.day)
        key.budget = .unlimited
        #expect(key.ask(5, at: 0) == nil)
    }

    @Test("a budget is 0 to a million")
    func checked() {
        for value in [Int64(0), 1, 1_000_000] {
            #expect(throws: Never.self) {
                try LookUpBudget(requestsPerMinute: value, distinctPerDay: value).check()
            }
        }
        for value in [Int64(-1), 1_000_001, .max, .min] {
            #expect(throws: Refusal.self) {
                try LookUpBudget(requestsPerMinute: value).check()
            }
            #expect(throws: Refusal.self) { try LookUpBudget(distinctPerDay: value).check() }
        }
    }
}
