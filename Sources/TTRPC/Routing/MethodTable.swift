/// Finds a method by the names in an envelope, without making strings of them.
package struct MethodTable: Sendable {
    package enum Match: Equatable, Sendable {
        /// The method's place in the list the table was made from.
        case method(Int)
        case unknownService
        case unknownMethod
    }

    private struct Entry: Sendable {
        var service: [UInt8]
        var method: [UInt8]
    }

    private let entries: [Entry]
    /// Open addressing over a power of two; -1 = empty.
    private var slots: [Int]

    package init(_ methods: [(service: String, method: String)]) {
        entries = methods.map {
            Entry(service: Array($0.service.utf8), method: Array($0.method.utf8))
        }
        var size = 16
        while size < methods.count * 4 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        for (index, entry) in entries.enumerated() {
            var slot = MethodTable.hash(entry.service.span, entry.method.span) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = index
        }
    }

    package func match(service: Span<UInt8>, method: Span<UInt8>) -> Match {
        var slot = MethodTable.hash(service, method) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[slots[slot]]
            if MethodTable.equal(entry.method.span, method),
                MethodTable.equal(entry.service.span, service)
            {
                return .method(slots[slot])
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let isKnown = entries.contains { MethodTable.equal($0.service.span, service) }
        return isKnown ? .unknownMethod : .unknownService
    }

    /// FNV-1a over the method and the length of the service: services differ in length, methods in
    /// their names.
    private static func hash(_ service: Span<UInt8>, _ method: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in method.indices { hash = (hash ^ UInt64(method[index])) &* 0x100_0000_01b3 }
        hash = (hash ^ UInt64(service.count)) &* 0x100_0000_01b3
        return Int(truncatingIfNeeded: hash >> 16)
    }

    private static func equal(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }
}
