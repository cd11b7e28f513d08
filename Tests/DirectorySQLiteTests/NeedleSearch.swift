/// Finds many texts in many bytes in one pass, by their last eight bytes before a look at the rest.
struct NeedleSearch {
    private var needles: [UInt64: [[UInt8]]] = [:]

    /// Each of at least eight bytes.
    init(_ texts: [String]) {
        for text in texts {
            let bytes = Array(text.utf8)
            precondition(bytes.count >= 8)
            let key = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
            needles[key, default: []].append(bytes)
        }
    }

    func count(in bytes: [UInt8]) -> Int {
        var found = 0
        var key: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            key = key << 8 | UInt64(byte)
            for needle in needles[key] ?? [] where index + 1 >= needle.count {
                if bytes[(index + 1 - needle.count)...index].elementsEqual(needle) { found += 1 }
            }
        }
        return found
    }
}
