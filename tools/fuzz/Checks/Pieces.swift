/// A stream of bytes, cut where the first byte of an input says: the places are as arbitrary as the
/// bytes are, and the same for the same input.
struct Pieces {
    let whole: [UInt8]
    let pieces: [[UInt8]]
    let single: [[UInt8]]

    init(_ input: [UInt8]) {
        var state = UInt64(input.first ?? 0)
        // One in four inputs is cut into small pieces, so that headers are cut as well.
        let longest = state & 3 == 0 ? 7 : 61
        let bytes = Array(input.dropFirst())
        var cut: [[UInt8]] = []
        var at = 0
        while at < bytes.count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = min(1 + Int(state >> 33) % longest, bytes.count - at)
            cut.append(Array(bytes[at..<(at + length)]))
            at += length
        }
        whole = bytes
        pieces = cut
        single = bytes.map { [$0] }
    }
}
