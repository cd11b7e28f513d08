/// Whether reports may be compared: of the same plan, on the same machine, valid, and enough of
/// them. Seeds, versions and times may differ.
enum Likeness {
    /// Why not, a line each; empty when they may.
    static func objections(_ base: [RunReport], _ other: [RunReport]) -> [String] {
        var found: [String] = []
        for (name, runs) in [("first", base), ("second", other)] {
            if runs.count < Comparison.repeats {
                found.append(
                    "the \(name) side has \(runs.count) of the \(Comparison.repeats) repeats that"
                        + " it takes (run --repeat \(Comparison.repeats))")
            }
            let bad = runs.filter { run in
                switch run.verdict.kind {
                case .passed, .objectiveBroken: false
                case .invalid, .interrupted, .failed, .wrongReply: true
                }
            }
            if !bad.isEmpty {
                found.append("the \(name) side has \(bad.count) runs that are not valid")
            }
        }
        guard let first = base.first else { return found }
        let all = base + other
        found += differences.filter { _, key in Set(all.map(key)).count > 1 }
            .map { name, key in "the runs differ in \(name): \(texts(all.map(key)))" }
        if !all.allSatisfy({ $0.plan.workload.isLike(first.plan.workload) }) {
            found.append("the runs differ in their workload")
        }
        return found
    }

    private static let differences: [(String, @Sendable (RunReport) -> String)] = [
        ("server", { $0.server }), ("workload", { $0.workload }), ("model", { $0.modelIdentity }),
        ("users", { "\($0.users)" }), ("connections", { "\($0.connections)" }),
        ("calls in flight", { "\($0.inFlight)" }), ("duration", { "\($0.plan.seconds) s" }),
        ("warm-up", { "\($0.plan.warmUpSeconds) s" }), ("processes", { "\($0.plan.processes)" }),
        ("timeout", { "\($0.plan.timeoutSeconds) s" }), ("host", { $0.machine.host }),
        ("cores", { "\($0.machine.cores)" }), ("kernel", { $0.machine.kernel }),
        ("processor", { $0.machine.processor }),
    ]

    private static func texts(_ values: [String]) -> String {
        Set(values).sorted().joined(separator: ", ")
    }
}

extension RunReport {
    /// The plan of the calls, without the seed of a Poisson process.
    fileprivate var modelIdentity: String {
        switch plan.model {
        case .closed: "closed"
        case .open(let profile, .even): "\(model), \(profile.stretches)"
        case .open(let profile, .poisson): "\(model), \(profile.stretches)"
        }
    }
}

extension WorkloadPlan {
    fileprivate func isLike(_ other: WorkloadPlan) -> Bool {
        var other = other
        other.seed = seed
        return self == other
    }
}
