/// The users that this run has signed up last, and the uuids they were given.
struct Newcomers: Sendable {
    /// Those that are remembered.
    private static let limit = 1_024
    private static let uuidLength = 36

    private var choices: [UInt64] = []
    private var uuids = [UInt8](repeating: 0, count: Newcomers.limit * Newcomers.uuidLength)
    private var oldest = 0

    var count: Int { choices.count }

    func choice(at place: Int) -> UInt64 { choices[place] }

    mutating func append(_ choice: UInt64, _ bytes: Span<UInt8>, uuid: Range<Int>) {
        guard uuid.count == Newcomers.uuidLength else { return }
        var place = choices.count
        if place == Newcomers.limit {
            place = oldest
            choices[place] = choice
            oldest = (oldest + 1) % Newcomers.limit
        } else {
            choices.append(choice)
        }
        for index in 0..<Newcomers.uuidLength {
            uuids[place * Newcomers.uuidLength + index] = bytes[uuid.lowerBound + index]
        }
    }

    /// Whether the uuid is the one that was given; true for who is not remembered any more.
    func holds(_ choice: UInt64, at place: Int, _ bytes: Span<UInt8>, uuid: Range<Int>) -> Bool {
        guard choices[place] == choice else { return true }
        guard uuid.count == Newcomers.uuidLength else { return false }
        for index in 0..<Newcomers.uuidLength {
            let known = uuids[place * Newcomers.uuidLength + index]
            if known != bytes[uuid.lowerBound + index] { return false }
        }
        return true
    }
}
