import DirectoryDomain
import TestSupport

/// Some callers, a network that delays and loses, a clock that jumps, and the directory: all
/// decided by one seed, so that what was found once is found again.
struct Simulation {
    private static let callers = 4
    private static let callsOfEach = 5
    private static let keys = 2

    /// A call on its way.
    private struct Flight {
        let key: Int
        let index: Int
        var isDone = false
        /// What the directory looked like to `Sabotage.earlyCheck` when the call came.
        var wasFree = false
    }

    private let directory: InMemorySimulation
    private let keys = (0..<Simulation.keys).map(SimulatedKey.init)
    private let sabotage: Sabotage?
    /// One simulation in four.
    private let isEager: Bool
    private var dice: SplitMix
    private var histories = [[Exchange]](repeating: [], count: Simulation.keys)
    private var flights = [Flight?](repeating: nil, count: Simulation.callers)
    private var callsLeft = [Int](repeating: Simulation.callsOfEach, count: Simulation.callers)
    private var moment = 0
    private var earlier: [[Operation: Answer]] = .init(repeating: [:], count: Simulation.keys)

    /// The history of each key.
    static func histories(seed: UInt64, _ sabotage: Sabotage? = nil) throws -> [[Exchange]] {
        var simulation = try Simulation(seed: seed, sabotage)
        try simulation.run()
        return simulation.histories
    }

    private init(seed: UInt64, _ sabotage: Sabotage?) throws {
        directory = try InMemorySimulation()
        dice = SplitMix(seed: seed)
        self.sabotage = sabotage
        isEager = dice.below(4) == 0
    }

    private mutating func run() throws {
        while true {
            moment += 1
            let caller = dice.below(Self.callers)
            if flights[caller] != nil {
                try goOn(caller)
            } else if callsLeft[caller] > 0 {
                try invoke(caller)
            } else if callsLeft.allSatisfy({ $0 == 0 }), flights.allSatisfy({ $0 == nil }) {
                return
            }
            if dice.below(16) == 0 { turnClock() }
        }
    }

    private mutating func invoke(_ caller: Int) throws {
        callsLeft[caller] -= 1
        let key = dice.below(Self.keys)
        let operation = Operation.random(using: &dice, isEager: isEager)
        var flight = Flight(key: key, index: histories[key].count)
        if sabotage == .earlyCheck, case .findOrCreate(let address, _) = operation {
            flight.wasFree = try perform(.lookUpAddress(address), key) == .nobody
        }
        flights[caller] = flight
        histories[key].append(Exchange(operation: operation, invokedAt: moment))
    }

    /// Delays, does, answers or loses a call.
    private mutating func goOn(_ caller: Int) throws {
        guard var flight = flights[caller] else { return }
        if dice.below(24) == 0 {
            // Lost on the way there, or on the way back.
            flights[caller] = nil
            return
        }
        if flight.isDone {
            histories[flight.key][flight.index].returnedAt = moment
            flights[caller] = nil
            return
        }
        let answer = try answer(to: flight)
        histories[flight.key][flight.index].answer = answer
        histories[flight.key][flight.index].milliseconds = directory.clock.now.milliseconds
        flight.isDone = true
        flights[caller] = flight
    }

    private func perform(_ operation: Operation, _ key: Int) throws -> Answer {
        try keys[key].perform(operation, in: directory)
    }

    private mutating func turnClock() {
        switch dice.below(4) {
        case 0: directory.clock.advance(days: 31)
        case 1: directory.clock.step(byMilliseconds: -3_600_000)
        default: directory.clock.advance(milliseconds: Int64(dice.below(5_000)))
        }
    }

    private mutating func answer(to flight: Flight) throws -> Answer {
        let operation = histories[flight.key][flight.index].operation
        switch (sabotage, operation) {
        case (.staleLookUp, .lookUpUUID), (.staleLookUp, .lookUpAddress):
            if let before = earlier[flight.key][operation] { return before }
        case (.lostWrite, .setNumber(let uuid, _)):
            if case .user(_, _, let version, false) = try perform(.lookUpUUID(uuid), flight.key) {
                return .version(version + 1)
            }
        case (.earlyCheck, .findOrCreate(let address, let uuid)) where flight.wasFree:
            let made = try perform(.findOrCreate(address: address, uuid: uuid), flight.key)
            if case .made(let uuid, _) = made { return .made(uuid: uuid, isNew: true) }
            return made
        case (.firstHolder, .lookUpNumber(let number)):
            for uuid in 0..<Operation.uuids {
                let found = try perform(.lookUpUUID(uuid), flight.key)
                if case .user(_, number, _, _) = found { return found }
            }
        case (.forgottenQuota, .export(let uuid)):
            let answer = try perform(.export(uuid: uuid), flight.key)
            return answer == .quotaSpent ? .granted : answer
        case (.erasureUndone, .lookUpUUID(let uuid)):
            let found = try perform(.lookUpUUID(uuid), flight.key)
            if case .user(uuid, _, let version, true) = found {
                return .user(uuid: uuid, number: nil, version: version - 1, isErased: false)
            }
            return found
        default: break
        }
        let answer = try perform(operation, flight.key)
        earlier[flight.key][operation] = answer
        return answer
    }
}
