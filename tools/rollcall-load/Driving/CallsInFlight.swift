/// The calls of one connection that have no answer yet, by the id they were sent under.
struct CallsInFlight {
    struct Entry {
        var call: Call
        /// On the monotonic clock, in nanoseconds.
        var sentAt: UInt64
        fileprivate var id: UInt32
        fileprivate var isLive = false
    }

    private(set) var count = 0

    private var entries: [Entry]
    private let mask: UInt32
    private var newest: UInt32 = .max
    private var oldest: UInt32 = 1

    /// - Parameter limit: the most calls that are ever in flight.
    init(limit: Int) {
        // Four times as many places, so that one late answer does not stop the ids behind it.
        let places = (limit * 4).nextPowerOfTwo
        mask = UInt32(places - 1)
        let none = Entry(call: Call(user: 0), sentAt: 0, id: 0)
        entries = [Entry](repeating: none, count: places)
    }

    /// Takes a call in, and gives the id to send it under: odd, rising, and round again after 2^31.
    mutating func insert(_ call: Call, sentAt: UInt64) -> UInt32 {
        precondition(count < entries.count)
        repeat { newest &+= 2 } while entries[place(newest)].isLive
        entries[place(newest)] = Entry(call: call, sentAt: sentAt, id: newest, isLive: true)
        count += 1
        return newest
    }

    /// The call of an id; nil when none is in flight under it.
    mutating func remove(_ id: UInt32) -> Entry? {
        let place = place(id)
        guard entries[place].isLive, entries[place].id == id else { return nil }
        entries[place].isLive = false
        count -= 1
        return entries[place]
    }

    /// The call sent first, on a wire that answers in order.
    mutating func removeOldest() -> Entry? {
        guard count > 0 else { return nil }
        while !entries[place(oldest)].isLive { oldest &+= 2 }
        return remove(oldest)
    }

    /// Calls that were sent before a time.
    func count(sentBefore time: UInt64) -> Int {
        entries.count { $0.isLive && $0.sentAt < time }
    }

    private func place(_ id: UInt32) -> Int { Int(id >> 1 & mask) }
}

extension Int {
    /// The least power of two that is not below it.
    fileprivate var nextPowerOfTwo: Int {
        self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}
