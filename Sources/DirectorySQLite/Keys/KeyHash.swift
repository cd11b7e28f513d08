/// A key of some kind as a number, under a seed of this process's, so that nobody can make up keys
/// that all fall together.
struct KeyHash: Equatable, Sendable {
    let value: UInt64

    init(_ key: String, _ kind: KeyKind) {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(key)
        value = UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
