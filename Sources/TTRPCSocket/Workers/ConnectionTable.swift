import TTRPC

/// A worker's connections, found by token. A token is a place and how often the place was used, so
/// that an answer for a connection that has ended never reaches the next one there.
struct ConnectionTable {
    private var places: [WorkerConnection?] = []
    private var uses: [UInt32] = []
    private var free: [Int] = []

    private(set) var count = 0

    subscript(token: UInt64) -> WorkerConnection? {
        let place = Int(token & 0xffff_ffff)
        guard place < places.count, let connection = places[place], connection.token == token
        else { return nil }
        return connection
    }

    var all: [WorkerConnection] { places.compactMap { $0 } }

    mutating func insert(_ make: (_ token: UInt64) -> WorkerConnection) -> WorkerConnection {
        let place: Int
        if let free = free.popLast() {
            place = free
        } else {
            place = places.count
            places.append(nil)
            uses.append(0)
        }
        let connection = make(UInt64(uses[place]) << 32 | UInt64(place))
        places[place] = connection
        count += 1
        return connection
    }

    mutating func remove(_ connection: WorkerConnection) {
        let place = Int(connection.token & 0xffff_ffff)
        places[place] = nil
        // The mailbox's token has all its upper bits set; no connection ever has.
        uses[place] = (uses[place] &+ 1) & 0x7fff_ffff
        free.append(place)
        count -= 1
    }
}
