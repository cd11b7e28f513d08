/// What the directory is to do, said once more and as simply as can be: what the engine and the
/// domain are compared with. Shares no code with them.
struct DirectoryModel: Hashable {
    private struct Person: Hashable {
        let uuid: Int
        var address: Int?
        var number: Int?
        var version: Int64 = 0
        var exports: [Int64] = []
        /// Rises with each number set, by anybody.
        var numberSetAt = 0
        var lastEventAt: Int64

        /// An event is never earlier than the one before it, whatever the clock says.
        mutating func note(_ milliseconds: Int64) {
            version += 1
            lastEventAt = max(milliseconds, lastEventAt)
        }
    }

    private static let thirtyDays: Int64 = 2_592_000_000

    private var people: [Person] = []
    private var numbersSet = 0

    mutating func perform(_ operation: Operation, at milliseconds: Int64) -> Answer {
        switch operation {
        case .findOrCreate(let address, let uuid): findOrCreate(address, uuid, milliseconds)
        case .setNumber(let uuid, let number): change(uuid, to: number, milliseconds)
        case .removeNumber(let uuid): change(uuid, to: nil, milliseconds)
        case .export(let uuid): export(uuid, at: milliseconds)
        case .erase(let uuid): erase(uuid, milliseconds)
        case .lookUpUUID(let uuid): answer(people.first { $0.uuid == uuid })
        case .lookUpAddress(let address): answer(people.first { $0.address == address })
        case .lookUpNumber(let number):
            answer(
                people.filter { $0.number == number }
                    .max { $0.numberSetAt < $1.numberSetAt })
        }
    }

    private func answer(_ person: Person?) -> Answer {
        guard let person else { return .nobody }
        return .user(
            uuid: person.uuid, number: person.number, version: person.version,
            isErased: person.address == nil)
    }

    private func living(_ uuid: Int) -> Int? {
        people.firstIndex { $0.uuid == uuid && $0.address != nil }
    }

    private mutating func findOrCreate(
        _ address: Int, _ uuid: Int, _ milliseconds: Int64
    ) -> Answer {
        if let there = people.first(where: { $0.address == address }) {
            return .made(uuid: there.uuid, isNew: false)
        }
        if people.contains(where: { $0.uuid == uuid }) { return .uuidTaken }
        var person = Person(uuid: uuid, address: address, lastEventAt: milliseconds)
        person.note(milliseconds)
        people.append(person)
        return .made(uuid: uuid, isNew: true)
    }

    private mutating func change(
        _ uuid: Int, to number: Int?, _ milliseconds: Int64
    ) -> Answer {
        guard let index = living(uuid) else { return .nobody }
        if people[index].number != number {
            people[index].number = number
            people[index].note(milliseconds)
            if number != nil {
                numbersSet += 1
                people[index].numberSetAt = numbersSet
            }
        }
        return .version(people[index].version)
    }

    private mutating func export(_ uuid: Int, at milliseconds: Int64) -> Answer {
        guard let index = living(uuid), people[index].number != nil else { return .nobody }
        let counting = people[index].exports.filter { milliseconds - $0 < Self.thirtyDays }
        guard counting.count < 3 else { return .quotaSpent }
        people[index].note(milliseconds)
        people[index].exports.append(people[index].lastEventAt)
        return .granted
    }

    private mutating func erase(_ uuid: Int, _ milliseconds: Int64) -> Answer {
        guard let index = living(uuid) else { return .nobody }
        people[index].address = nil
        people[index].number = nil
        people[index].note(milliseconds)
        return .version(people[index].version)
    }
}
