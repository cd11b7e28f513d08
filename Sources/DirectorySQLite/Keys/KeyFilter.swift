/// Says of most keys that nobody has them, without looking: a Bloom filter (Bloom 1970) whose bits
/// for a key lie in one line of a processor's cache (Putze, Sanders, Singler 2007).
///
/// What was added may be there; what was not is said to be there less than once in a hundred times.
/// It grows by layers, each with twice the room of the one before, for keys can't be taken out of
/// it to be added to a larger one.
struct KeyFilter: Sendable {
    private static let firstRoom = 1 << 16
    private var layers: [Layer] = []

    /// Bytes that it takes up.
    var bytes: Int { layers.reduce(0) { $0 + $1.bytes } }

    /// - Parameter room: for so many keys at once.
    init(room: Int = 0) { layers.append(Layer(room: max(room, Self.firstRoom))) }

    mutating func add(_ hash: KeyHash) {
        let last = layers.count - 1
        if layers[last].isFull {
            layers.append(Layer(room: 2 * layers[last].room))
            layers[last + 1].add(hash.value)
        } else {
            layers[last].add(hash.value)
        }
    }

    func mayHold(_ hash: KeyHash) -> Bool {
        for layer in layers where layer.mayHold(hash.value) { return true }
        return false
    }

    private struct Layer {
        private static let bitsPerKey = 16
        private static let wordsPerLine = 8
        /// For each key, out of the 512 of its line.
        private static let bitsSet: UInt64 = 6

        let room: Int
        private var count = 0
        private var words: [UInt64]

        var isFull: Bool { count >= room }
        var bytes: Int { words.count * 8 }

        init(room: Int) {
            self.room = room
            let lines = room * Self.bitsPerKey / (64 * Self.wordsPerLine) + 1
            words = Array(repeating: 0, count: lines * Self.wordsPerLine)
        }

        mutating func add(_ hash: UInt64) {
            count += 1
            let line = line(of: hash)
            for number in 0..<Self.bitsSet {
                let bit = Self.bit(number, of: hash)
                words[line + bit >> 6] |= 1 << UInt64(bit & 63)
            }
        }

        func mayHold(_ hash: UInt64) -> Bool {
            let line = line(of: hash)
            for number in 0..<Self.bitsSet {
                let bit = Self.bit(number, of: hash)
                if words[line + bit >> 6] & 1 << UInt64(bit & 63) == 0 { return false }
            }
            return true
        }

        /// The first word of the line, by the hash's upper half.
        private func line(of hash: UInt64) -> Int {
            let lines = UInt64(words.count / Self.wordsPerLine)
            return Int(((hash >> 32) * lines) >> 32) * Self.wordsPerLine
        }

        /// Nine bits of the hash once it is stirred, a number of 0 to 511.
        private static func bit(_ number: UInt64, of hash: UInt64) -> Int {
            let stirred = hash &* 0x9E37_79B9_7F4A_7C15
            return Int(stirred >> (9 * number + 10) & 511)
        }
    }
}
