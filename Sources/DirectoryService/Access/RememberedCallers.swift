import DirectoryAPI
import DirectoryDomain
import TTRPC

/// Who has called on which connection, so that the second call with a key costs a comparison. One
/// for each worker.
struct RememberedCallers {
    private struct Entry {
        let connection: UInt64
        let peer: Peer
        /// What was sent as the key; empty for none.
        let secret: [UInt8]
        /// nil when none was sent.
        let key: DirectoryDomain.APIKey?
        let caller: Caller
        /// The minute in which the key's use was noted.
        let minute: Timestamp
        let changes: UInt64
    }

    /// A power of two; connections that meet in one place forget each other.
    private static let size = 4_096
    private var entries = [Entry?](repeating: nil, count: size)

    /// Whom the call is from, when its connection has sent the same before and it still holds.
    func caller(
        of call: borrowing IncomingCall, changes: UInt64, now: () -> Timestamp
    ) -> Caller? {
        guard let entry = entries[Self.place(call.connection)],
            entry.connection == call.connection, entry.peer == call.peer
        else { return nil }
        guard let key = entry.key else {
            return call.hasMetadata(MetadataKey.apiKey) ? nil : entry.caller
        }
        guard entry.changes == changes, call.metadata(MetadataKey.apiKey, is: entry.secret)
        else { return nil }
        let now = now()
        // Once a minute its use is to be noted, which is done where it is looked up.
        guard entry.minute == RecordKeyUse.minute(of: now), key.isLive(at: now) else { return nil }
        return entry.caller
    }

    mutating func remember(_ caller: Caller, of call: borrowing IncomingCall) {
        entries[Self.place(call.connection)] = Entry(
            connection: call.connection, peer: call.peer, secret: [], key: nil, caller: caller,
            minute: Timestamp(milliseconds: 0), changes: 0)
    }

    /// - Parameter changes: as of before the key was looked up: one that is revoked meanwhile is
    ///   not remembered.
    mutating func remember(
        _ caller: Caller, _ key: DirectoryDomain.APIKey, secret: String, at now: Timestamp,
        changes: UInt64, of call: borrowing IncomingCall
    ) {
        entries[Self.place(call.connection)] = Entry(
            connection: call.connection, peer: call.peer, secret: Array(secret.utf8), key: key,
            caller: caller,
            minute: RecordKeyUse.minute(of: now), changes: changes)
    }

    private static func place(_ connection: UInt64) -> Int { Int(connection & UInt64(size - 1)) }
}
