import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("The order in which keys are settled")
struct KeySweepTests {
    private static func run(_ keys: [String], generation: Int = 0) -> KeyRun {
        var pending = PendingKeys()
        for (index, key) in keys.enumerated() {
            pending.add(key, position: Int64(index) + 1, authyID: Int64(index) + 100)
        }
        return pending.run(generation: generation, firstPosition: 1)
    }

    private static func text(_ run: KeyRun, _ index: Int) -> String {
        String(decoding: run.bytes[run.range(at: index)], as: UTF8.self)
    }

    /// So many keys; fewer when there are no more.
    private func take(_ count: Int, from sweep: inout KeySweep) -> [String] {
        (0..<count).compactMap { _ in
            sweep.next().map { Self.text($0.run, $0.index) }
        }
    }

    @Test("a run's keys are in the order of their bytes, and keep their users and positions")
    func sorting() {
        let keys = [
            "b", "a", "", "a long key that is the same for a while: 2",
            "a long key that is the same for a while: 1", "ab", "ä", "a",
        ]
        let run = Self.run(keys)
        let order = keys.indices.sorted { one, other in
            keys[one].utf8.lexicographicallyPrecedes(keys[other].utf8)
        }
        for (index, from) in order.enumerated() {
            #expect(Self.text(run, index) == keys[from])
        }
        for index in 0..<run.count {
            let from = Int(run.authyID(at: index)) - 100
            #expect(keys[from] == Self.text(run, index))
            #expect(run.position(at: index) == Int64(from) + 1)
        }
    }

    @Test("several runs are given as one")
    func merging() {
        var sweep = KeySweep()
        for keys in [["d", "a", "g"], ["b", "h"], [], ["c", "e", "f"]] { sweep.add(Self.run(keys)) }
        #expect(sweep.count == 8)
        #expect(take(9, from: &sweep) == ["a", "b", "c", "d", "e", "f", "g", "h"])
        #expect(sweep.isEmpty)
    }

    @Test("a run that comes in joins where the sweep is, and its first keys come the next time")
    func joining() {
        var sweep = KeySweep()
        sweep.add(Self.run(["a", "c", "e", "g"]))
        #expect(take(2, from: &sweep) == ["a", "c"])
        sweep.add(Self.run(["b", "c", "d", "f", "h"]))
        #expect(take(4, from: &sweep) == ["d", "e", "f", "g"])
        sweep.add(Self.run(["a", "z"]))
        sweep.add(Self.run(["b1"]))
        #expect(take(9, from: &sweep) == ["h", "z", "a", "b", "b1", "c"])
        #expect(sweep.isEmpty)
    }

    @Test("a copy goes on from where it was made, whatever was taken from the other")
    func copies() {
        var sweep = KeySweep()
        sweep.add(Self.run(["a", "b", "c"]))
        _ = take(1, from: &sweep)
        let before = sweep
        sweep.add(Self.run(["d"]))
        #expect(take(9, from: &sweep) == ["b", "c", "d"])
        sweep = before
        #expect(take(9, from: &sweep) == ["b", "c"])
    }

    @Test("whatever comes in when: each key is given once, and the sweep is round after each lap")
    func random() {
        var generator = SeededRandom(seed: 1)
        var sweep = KeySweep()
        var (brought, given): ([String], [String]) = ([], [])
        for _ in 0..<400 {
            let keys = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
                "\(Int.random(in: 0..<900, using: &generator))"
            }
            sweep.add(Self.run(keys))
            brought += keys
            let taken = take(Int.random(in: 0..<32, using: &generator), from: &sweep)
            // At most one lap ends within so few.
            #expect(zip(taken, taken.dropFirst()).count { $0 > $1 } <= 1)
            given += taken
            #expect(sweep.count == brought.count - given.count)
        }
        given += take(sweep.count, from: &sweep)
        #expect(given.sorted() == brought.sorted())
    }

    @Test("the oldest run is the first to have come in that has keys left")
    func oldest() {
        var sweep = KeySweep()
        #expect(sweep.oldest == nil)
        for (generation, keys) in [["b", "d"], ["a", "c"], ["e"]].enumerated() {
            sweep.add(Self.run(keys, generation: generation))
        }
        for oldest in [0, 0, 0, 0, 2, nil] {
            #expect(sweep.oldest?.generation == oldest)
            _ = take(1, from: &sweep)
        }
        sweep.add(Self.run(["a"], generation: 7))
        #expect(sweep.oldest?.generation == 7)
        #expect(take(2, from: &sweep) == ["a"])
    }
}
