/// A hash that nobody outside can foresee, so that no caller can choose keys that push each other
/// out. Multiplications that fold 128 bits, as in wyhash.
struct KeyHash: Sendable {
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    func callAsFunction(_ kind: UInt8, _ key: Span<UInt8>) -> UInt64 {
        var hash = seed ^ (UInt64(kind) << 32 | UInt64(key.count))
        var at = 0
        while key.count - at >= 8 {
            hash = Self.fold(hash ^ Self.word(key, at, 8), 0xA076_1D64_78BD_642F)
            at += 8
        }
        if at < key.count {
            hash = Self.fold(hash ^ Self.word(key, at, key.count - at), 0xE703_7ED1_A0B4_28DB)
        }
        return Self.fold(hash ^ seed, 0x8EBC_6AF0_9C88_C6E3)
    }

    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    /// Up to eight bytes as a number.
    private static func word(_ key: Span<UInt8>, _ at: Int, _ count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in at..<(at + count) { word = word << 8 | UInt64(key[index]) }
        return word
    }
}
