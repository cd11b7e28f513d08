extension WorkloadPlan {
    /// One for each operation, and the mixes.
    static let builtIn: [WorkloadPlan] =
        Operation.allCases.filter(\.standsAlone).map { WorkloadPlan($0.name, [$0: 1]) } + [
            WorkloadPlan(
                "mixed", [.byPhone: 60, .byEmail: 25, .checkUser: 10, .updatePhone: 5]),
            // One call in five asks again for an address that was just signed up.
            WorkloadPlan("signup-storm", [.signUp: 80, .signUpAgain: 20]),
            // Numbers are set and removed, and what was written is read back.
            WorkloadPlan("phone-churn", [.updatePhone: 40, .removePhone: 20, .readBack: 40]),
            // One user in a thousand gets nine calls in ten.
            WorkloadPlan(
                "hot-tenant", [.byPhone: 60, .byEmail: 25, .checkUser: 10, .updatePhone: 5],
                keys: .hotSet(users: 0.001, calls: 0.9)),
            // Somebody tries numbers and addresses out: nearly all are nobody's.
            WorkloadPlan("enumeration", [.byPhone: 50, .checkUser: 50], misses: 0.95),
        ]

    static func builtIn(named name: String) -> WorkloadPlan? {
        builtIn.first { $0.name == name }
    }
}
