/// How many keys there are that are not settled, by kind and level.
struct StagedKeys: Equatable, Sendable {
    private var counts: [Int64]

    init() { counts = Array(repeating: 0, count: KeyKind.allCases.count * KeyLevel.allCases.count) }

    var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

    subscript(kind: KeyKind, level: KeyLevel) -> Int64 {
        get { counts[Self.place(of: kind, level)] }
        set { counts[Self.place(of: kind, level)] = newValue }
    }

    private static func place(of kind: KeyKind, _ level: KeyLevel) -> Int {
        kind.rawValue * KeyLevel.allCases.count + level.rawValue
    }
}
