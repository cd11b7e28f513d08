/// The endless calls of a workload, and what this tool knows about the answers.
struct CallMix: CallSource {
    private let plan: WorkloadPlan
    private let population: Population
    private let share: ProcessShare
    private let keys: KeyChooser
    /// The bounds of the shares, rising to 1.
    private let bounds: [Double]
    private var random: SplitMix64
    private var choice: UInt64
    private var exported: Int
    private(set) var ledger = Ledger()
    private(set) var newcomers = Newcomers()
    var expected = ExpectedText()
    let journal: Journal?

    /// - Parameters:
    ///   - seed: chooses the operations and the users.
    ///   - choice: where the numbers that updates set begin, and what addresses of new users are
    ///     made of. Setting a number again changes nothing in the store, so it differs from run to
    ///     run.
    init(
        _ plan: WorkloadPlan, _ population: Population, seed: UInt64, choice: UInt64,
        share: ProcessShare = .whole, journal: Journal? = nil
    ) {
        self.plan = plan
        self.population = population
        self.share = share
        self.journal = journal
        self.choice = choice &+ UInt64(share.index)
        exported = Int(choice % UInt64(population.count))
        keys = KeyChooser(plan.keys, count: population.count)
        random = SplitMix64(seed: seed &+ UInt64(share.index))
        let total = plan.shares.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        bounds = plan.shares.map { part in
            sum += part.weight
            return sum / total
        }
    }

    mutating func next() -> Call? {
        choice &+= UInt64(share.count)
        let operation = nextOperation()
        switch operation {
        case .byPhone, .checkUser, .byUUID, .byAddress:
            if plan.misses > 0, random.nextUnit() < plan.misses { return miss(operation) }
            return lookup(operation)
        case .byEmail:
            let isNew = plan.creates > 0 && random.nextUnit() < plan.creates
            return isNew ? signUp() : Call(user: nextUser(), operation: .byEmail)
        case .byAuthyID: return Call(user: nextUser(), operation: .byAuthyID)
        case .exportPhone: return export()
        case .signUp: return signUp()
        case .signUpAgain:
            guard newcomers.count > 0 else { return signUp() }
            let place = random.next(below: newcomers.count)
            return Call(
                user: place, operation: .signUpAgain, choice: newcomers.choice(at: place))
        case .updatePhone: return update()
        case .removePhone:
            guard let user = ledger.recentlySet(&random) else { return update() }
            ledger.begin(user)
            return Call(user: user, operation: .removePhone)
        case .readBack:
            guard let user = ledger.recentlySet(&random) else { return update() }
            return Call(user: user, operation: .readBack, choice: ledger[user]?.number ?? 0)
        }
    }

    mutating func abandon(_ call: Call) {
        switch call.operation {
        case .updatePhone, .removePhone: ledger.abandon(call.user)
        case .byPhone, .byEmail, .checkUser, .exportPhone, .signUp, .signUpAgain, .readBack,
            .byUUID, .byAuthyID, .byAddress:
            break
        }
    }

    mutating func keep() throws(LoadFailure) { try journal?.write() }

    mutating func acknowledge(_ user: Int, number: UInt64, version: UInt64) -> Bool {
        ledger.acknowledge(user, number: number, version: version)
    }

    mutating func remember(_ choice: UInt64, _ bytes: Span<UInt8>, uuid: Range<Int>) {
        newcomers.append(choice, bytes, uuid: uuid)
    }

    private mutating func nextOperation() -> Operation {
        guard bounds.count > 1 else { return plan.shares[0].operation }
        let place = random.nextUnit()
        let index = bounds.firstIndex { place < $0 } ?? bounds.count - 1
        return plan.shares[index].operation
    }

    /// One of this process's own: others may change the rest.
    private mutating func nextUser() -> Int {
        let user = keys.next(&random)
        guard share.count > 1 else { return user }
        let own = user / Ledger.block
        var block = own - own % share.count + share.index
        if block * Ledger.block + user % Ledger.block >= population.count { block -= share.count }
        return max(0, block) * Ledger.block + user % Ledger.block
    }

    /// About somebody of whom it is known what number they have.
    private mutating func lookup(_ operation: Operation) -> Call {
        let user = nextUser()
        guard operation == .byPhone, Ledger.isChanging(user) else {
            return Call(user: user, operation: operation)
        }
        if let entry = ledger[user], entry.isKnown, entry.number != 0 {
            return Call(user: user, operation: operation, choice: entry.number)
        }
        return Call(user: user - 1, operation: operation)
    }

    private mutating func miss(_ operation: Operation) -> Call {
        let nobody = Population.maximumCount + random.next(below: Population.maximumCount)
        return Call(user: nobody, operation: operation)
    }

    private mutating func signUp() -> Call { Call(user: 0, operation: .signUp, choice: choice) }

    /// One after the other: a user may be exported three times in a month.
    private mutating func export() -> Call {
        exported = (exported + share.count) % population.count
        if Ledger.isChanging(exported) { exported = (exported + share.count) % population.count }
        return Call(
            user: Ledger.isChanging(exported) ? exported - 1 : exported, operation: .exportPhone)
    }

    /// About a user whose number is not being changed, unless there are only such.
    private mutating func update() -> Call {
        var user = changing(nextUser())
        for _ in 0..<8 where ledger.isPending(user) { user = changing(nextUser()) }
        ledger.begin(user)
        return Call(user: user, operation: .updatePhone, choice: choice)
    }

    /// The one of a user's block whose number changes; of a block that is not whole, the last
    /// whole one's.
    private func changing(_ user: Int) -> Int {
        let user = user - user % Ledger.block + Ledger.block - 1
        return user < population.count ? user : max(0, user - Ledger.block * share.count)
    }
}
