// The one file of this target that touches memory itself: a table of this size must take pages only
// as it fills, and be copied from without a count or a check for each byte.

/// Sets of eight places, each with a tag and room for a key and its record.
///
/// The tags of a set lie in one cache line: a miss costs one, a hit the place's besides.
@safe struct RecordMemory: ~Copyable {
    static let ways = 8
    static let placeBytes = 256
    /// What a place holds besides its bytes: a tag, and the lengths in front of them.
    static let tagBytes = 8
    private static let headerBytes = 4
    static let roomBytes = placeBytes - headerBytes
    static let setBytes = ways * (placeBytes + tagBytes)

    let sets: Int
    private let tags: UnsafeMutablePointer<UInt64>
    private let places: UnsafeMutableRawPointer

    /// What lies in a place: `[record length, 2 bytes][key length][kind][key][record]`.
    private struct Header {
        var recordLength: UInt16
        var keyLength: UInt8
        var kind: UInt8
    }

    init(sets: Int) {
        precondition(sets > 0)
        self.sets = sets
        let count = sets * Self.ways
        let lines = UnsafeMutableRawPointer.allocate(
            byteCount: count * Self.tagBytes, alignment: 64)
        unsafe tags = unsafe lines.initializeMemory(as: UInt64.self, repeating: 0, count: count)
        // Not written before it is used: the kernel gives pages when they are.
        unsafe places = .allocate(byteCount: count * Self.placeBytes, alignment: 64)
    }

    deinit {
        unsafe tags.deallocate()
        unsafe places.deallocate()
    }

    /// The tag of a place, 0 for an empty one. Places are numbered through all sets.
    func tag(_ place: Int) -> UInt64 {
        check(place)
        return unsafe tags[place]
    }

    mutating func setTag(_ place: Int, to tag: UInt64) {
        check(place)
        unsafe tags[place] = tag
    }

    /// Whether a place that is not empty is this key's.
    func holds(_ kind: UInt8, _ key: Span<UInt8>, at place: Int) -> Bool {
        let start = unsafe start(of: place)
        let header = unsafe start.load(as: Header.self)
        guard header.kind == kind, Int(header.keyLength) == key.count else { return false }
        let kept = unsafe (start + Self.headerBytes).assumingMemoryBound(to: UInt8.self)
        for index in key.indices where unsafe kept[index] != key[index] { return false }
        return true
    }

    /// Appends the record of a place that is not empty.
    func copyRecord(at place: Int, to output: inout [UInt8]) {
        let start = unsafe start(of: place)
        let header = unsafe start.load(as: Header.self)
        unsafe output.append(
            contentsOf: UnsafeRawBufferPointer(
                start: start + Self.headerBytes + Int(header.keyLength),
                count: Int(header.recordLength)))
    }

    /// Puts a key and its record in a place, over all that lay there. Both fit in `roomBytes`.
    mutating func put(
        _ kind: UInt8, _ key: Span<UInt8>, _ record: Span<UInt8>, at place: Int
    ) {
        precondition(key.count <= Int(UInt8.max) && key.count + record.count <= Self.roomBytes)
        erase(place)
        let start = unsafe start(of: place)
        unsafe start.storeBytes(
            of: Header(
                recordLength: UInt16(record.count), keyLength: UInt8(key.count), kind: kind),
            as: Header.self)
        unsafe copy(key, to: start + Self.headerBytes)
        unsafe copy(record, to: start + Self.headerBytes + key.count)
    }

    /// Overwrites what lies in a place, if anything does. Its tag is the caller's to clear.
    mutating func erase(_ place: Int) {
        guard tag(place) != 0 else { return }
        let start = unsafe start(of: place)
        unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: Self.placeBytes)
    }

    /// All that lies in a place that was written before; for tests.
    func bytes(at place: Int) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: start(of: place), count: Self.placeBytes))
    }

    private func check(_ place: Int) {
        precondition(place >= 0 && place < sets * Self.ways)
    }

    private func start(of place: Int) -> UnsafeMutableRawPointer {
        check(place)
        return unsafe places + place * Self.placeBytes
    }

    private func copy(_ bytes: Span<UInt8>, to target: UnsafeMutableRawPointer) {
        unsafe bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            unsafe target.copyMemory(from: base, byteCount: source.count)
        }
    }
}
