import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("Workloads")
struct WorkloadTests {
    @Test("a workload is read from JSON")
    func parsed() throws {
        let text =
            #"{"weights": {"by-phone": 3, "sign-up": 1}, "keys": {"zipf": 0.99}, "misses": 0.5,"#
            + #""creates": 0.25, "seed": 18446744073709551615}"#
        let plan = try WorkloadPlan(named: "w", json: Array(text.utf8))
        #expect(plan.shares.map(\.operation) == [.byPhone, .signUp])
        #expect(plan.shares.map(\.weight) == [3, 1])
        #expect(plan.keys == .zipf(exponent: 0.99))
        #expect((plan.misses, plan.creates) == (0.5, 0.25))
        #expect(plan.seed == .max)
        let hot = #"{"weights": {"by-uuid": 1}, "keys": {"hot-set": {"users": 0.1, "calls": 0.9}}}"#
        let other = try WorkloadPlan(named: "w", json: Array(hot.utf8))
        #expect(other.keys == .hotSet(users: 0.1, calls: 0.9))
    }

    @Test(
        "what is no workload is refused, with the reason",
        arguments: [
            ("{", "invalid JSON"), ("[]", "not a JSON object"), ("{}", "weights"),
            (#"{"weights": {"by-fax": 1}}"#, "by-fax is no operation"),
            (#"{"weights": {"by-phone": -1}}"#, "from 0 up"),
            (#"{"weights": {"by-phone": 0}}"#, "no weight"),
            (#"{"weights": {"by-phone": 1}, "keys": {"zipf": 0}}"#, "keys is"),
            (#"{"weights": {"by-phone": 1}, "misses": 2}"#, "misses is"),
            (#"{"weights": {"by-phone": 1}, "odd": 2}"#, "unknown member odd"),
        ])
    func refused(text: String, reason: String) {
        #expect {
            try WorkloadPlan(named: "w", json: Array(text.utf8))
        } throws: { error in
            "\(error)".contains(reason)
        }
    }

    @Test("every built-in workload has its calls, in the shares it names")
    func shares() {
        for plan in WorkloadPlan.builtIn {
            var mix = CallMix(plan, Population(count: 10_000), seed: 1, choice: 1)
            for _ in 0..<100 { #expect(mix.next() != nil) }
        }
        var mix = CallMix(
            WorkloadPlan.builtIn(named: "mixed")!, Population(count: 10_000), seed: 1, choice: 1)
        var counts: [Operation: Int] = [:]
        for _ in 0..<20_000 { counts[mix.next()!.operation, default: 0] += 1 }
        let expected: [Operation: Double] = [
            .byPhone: 0.6, .byEmail: 0.25, .checkUser: 0.1, .updatePhone: 0.05,
        ]
        for (operation, part) in expected {
            #expect(abs(Double(counts[operation, default: 0]) / 20_000 - part) < 0.015)
        }
    }

    @Test("keys are drawn as the distribution says")
    func distributions() {
        let part = { (keys: KeyDistribution, below: Int) in
            let chooser = KeyChooser(keys, count: 1_000)
            var random = SplitMix64(seed: 2)
            let users = (0..<20_000).map { _ in chooser.next(&random) }
            #expect(users.allSatisfy { (0..<1_000).contains($0) })
            return Double(users.count { $0 < below }) / 20_000
        }
        #expect(abs(part(.uniform, 100) - 0.1) < 0.02)
        #expect(abs(part(.hotSet(users: 0.01, calls: 0.9), 10) - 0.9) < 0.02)
        // Of the harmonic numbers H(10)/H(1000).
        #expect(abs(part(.zipf(exponent: 1), 10) - 2.929 / 7.485) < 0.02)
        #expect(abs(part(.zipf(exponent: 1), 1) - 1 / 7.485) < 0.02)
    }

    @Test("a number that is being changed is not asked by, and one that was is asked for anew")
    func readsItsWrites() {
        let population = Population(count: 8)
        let plan = WorkloadPlan("w", [.updatePhone: 1, .readBack: 1])
        var mix = CallMix(plan, population, seed: 1, choice: 1_000)
        var acknowledged: UInt64 = 0
        var version: UInt64 = 1
        for _ in 0..<200 {
            let call = mix.next()!
            #expect(call.user == 7)
            switch call.operation {
            case .updatePhone:
                version += 1
                #expect(judge(&mix, call, updated(call, version)) == .right)
                acknowledged = call.choice
            case .readBack:
                #expect(call.choice == acknowledged)
                #expect(judge(&mix, call, user(call)) == .right)
            default: Issue.record("\(call.operation)")
            }
        }
        #expect(version > 50)
    }

    @Test("an acknowledged number that is not there any more is wrong, a crossed one is not")
    func staleReads() {
        var mix = CallMix(
            WorkloadPlan("w", [.updatePhone: 1]), Population(count: 8), seed: 1, choice: 1_000)
        let first = mix.next()!
        #expect(judge(&mix, first, updated(first, 2)) == .right)
        let look = Call(user: 7, operation: .readBack, choice: first.choice)
        #expect(mix.judge(.notFound, [UInt8]().span, for: look) != .right)
        let second = mix.next()!
        #expect(mix.judge(.notFound, [UInt8]().span, for: look) == .right)
        #expect(judge(&mix, second, updated(second, 2)) != .right, "the version did not rise")
    }

    @Test("processes change the numbers of different users")
    func processesAreApart() {
        let users = (0..<3).map { index in
            var mix = CallMix(
                WorkloadPlan.builtIn(named: "update-phone")!, Population(count: 1_001), seed: 1,
                choice: 0, share: ProcessShare(index: index, count: 3))
            return Set((0..<2_000).map { _ in mix.next()!.user })
        }
        #expect(users.allSatisfy { $0.count > 30 && $0.allSatisfy(Ledger.isChanging) })
        #expect(users[0].isDisjoint(with: users[1]))
        #expect(users[1].isDisjoint(with: users[2]))
        #expect(users[0].isDisjoint(with: users[2]))
    }

    private func updated(_ call: Call, _ version: UInt64) -> UpdatePhoneNumberResponse {
        let uuid = Population.string(.uuid, of: call.user)
        return UpdatePhoneNumberResponse(
            uuid: uuid, version: Int64(version), event: Event(position: 1, uuid: uuid))
    }

    private func user(_ call: Call) -> User {
        User(
            uuid: Population.string(.uuid, of: call.user),
            phoneNumber: String(decoding: CallText.number.bytes(of: call), as: UTF8.self))
    }

    private func judge(
        _ mix: inout CallMix, _ call: Call, _ message: some MessageCoding
    ) -> Verdict {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(payload: message.encoded().span, to: &bytes)
        let outcome = DirectoryReplies.read(bytes.span, 0..<bytes.count, call.operation)
        return mix.judge(outcome, bytes.span, for: call)
    }
}
