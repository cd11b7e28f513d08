/// The calls of one connection that have no answer yet, by the id they were sent under.
struct CallsInFlight {
    struct Entry {
        var call: Call
        /// On the monotonic clock, in nanoseconds; in a closed loop the same as `sentAt`.
        var plannedAt: UInt64
        var sentAt: UInt64
        /// Whether nobody waits for the answer any more, should it come.
        var isGivenUp = false
        fileprivate var id: UInt32
        fileprivate var isLive = false
    }

    /// Those that are waited for.
    private(set) var count = 0
    /// With those that were given up: their answers may still come.
    private(set) var occupied = 0

    private var entries: [Entry]
    private let mask: UInt32
    private var newest: UInt32 = .max
    private var oldest: UInt32 = 1

    /// - Parameter limit: the most calls that are ever in flight.
    init(limit: Int) {
        // Four times as many places, so that one late answer does not stop the ids behind it.
        let places = (limit * 4).nextPowerOfTwo
        mask = UInt32(places - 1)
        let none = Entry(call: Call(user: 0), plannedAt: 0, sentAt: 0, id: 0)
        entries = [Entry](repeating: none, count: places)
    }

    /// Takes a call in, and gives the id to send it under: odd, rising, and round again after 2^31.
    mutating func insert(_ call: Call, plannedAt: UInt64, sentAt: UInt64) -> UInt32 {
        precondition(occupied < entries.count)
        repeat { newest &+= 2 } while entries[place(newest)].isLive
        entries[place(newest)] = Entry(
            call: call, plannedAt: plannedAt, sentAt: sentAt, id: newest, isLive: true)
        count += 1
        occupied += 1
        return newest
    }

    /// The call of an id; nil when none is in flight under it.
    mutating func remove(_ id: UInt32) -> Entry? {
        let place = place(id)
        guard entries[place].isLive, entries[place].id == id else { return nil }
        entries[place].isLive = false
        occupied -= 1
        if !entries[place].isGivenUp { count -= 1 }
        return entries[place]
    }

    /// The call sent first, on a wire that answers in order.
    mutating func removeOldest() -> Entry? {
        guard occupied > 0 else { return nil }
        while !entries[place(oldest)].isLive { oldest &+= 2 }
        return remove(oldest)
    }

    /// Takes out all calls: their connection is gone.
    mutating func removeAll() -> [Entry] {
        guard occupied > 0 else { return [] }
        let live = entries.filter(\.isLive)
        for index in entries.indices { entries[index].isLive = false }
        (count, occupied) = (0, 0)
        return live
    }

    /// Gives up the calls sent before a time, and answers them.
    mutating func giveUp(sentBefore time: UInt64) -> [Entry] {
        guard count > 0 else { return [] }
        var given: [Entry] = []
        for index in entries.indices
        where entries[index].isLive && !entries[index].isGivenUp && entries[index].sentAt < time {
            entries[index].isGivenUp = true
            count -= 1
            given.append(entries[index])
        }
        return given
    }

    private func place(_ id: UInt32) -> Int { Int(id >> 1 & mask) }
}

extension Int {
    /// The least power of two that is not below it.
    fileprivate var nextPowerOfTwo: Int {
        self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}
