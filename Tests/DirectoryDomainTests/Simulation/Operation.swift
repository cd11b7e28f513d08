/// What a caller of a simulation asks. Everything is numbered within its key: a key is some
/// addresses, uuids and numbers that no other key has.
enum Operation: Hashable {
    case findOrCreate(address: Int, uuid: Int)
    case setNumber(uuid: Int, number: Int)
    case removeNumber(uuid: Int)
    case export(uuid: Int)
    case erase(uuid: Int)
    case lookUpUUID(Int)
    case lookUpAddress(Int)
    case lookUpNumber(Int)

    static let addresses = 2
    static let uuids = 3
    static let numbers = 2

    /// - Parameter isEager: everybody wants the same number, again and again.
    static func random(using dice: inout SplitMix, isEager: Bool) -> Operation {
        if isEager, dice.below(8) > 0 {
            return switch dice.below(8) {
            case 0: .findOrCreate(address: 0, uuid: 0)
            case 1: .setNumber(uuid: 0, number: 0)
            default: .export(uuid: 0)
            }
        }
        let uuid = dice.below(uuids)
        let number = dice.below(numbers)
        return switch dice.below(12) {
        case 0...2: .findOrCreate(address: dice.below(addresses), uuid: uuid)
        case 3...4: .setNumber(uuid: uuid, number: number)
        case 5: .removeNumber(uuid: uuid)
        case 6...7: .export(uuid: uuid)
        case 8: .erase(uuid: uuid)
        case 9: .lookUpUUID(uuid)
        case 10: .lookUpAddress(dice.below(addresses))
        default: .lookUpNumber(number)
        }
    }
}

/// What it is answered.
enum Answer: Hashable {
    case user(uuid: Int, number: Int?, version: Int64, isErased: Bool)
    case made(uuid: Int, isNew: Bool)
    case version(Int64)
    case granted
    case nobody
    case uuidTaken
    case quotaSpent
}

/// An operation and what came of it, with the moments between which it must have happened.
struct Exchange {
    let operation: Operation
    let invokedAt: Int
    /// `.max` and nil when the caller heard nothing: it may have happened, and it may not.
    var returnedAt = Int.max
    var answer: Answer?
    /// The time of day when it was done.
    var milliseconds: Int64 = 0
}

/// SplitMix64, without the protocol's detours: a simulation rolls its dice very often.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 1 }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(bound))
    }
}
