import DirectoryDomain

extension SQLiteTransaction {
    func add(_ day: StoredLookUps.Day, toLookUpsOf keyID: String) throws {
        try writes.lookUps.add(day, keyID: keyID)
        noteChange()
    }

    func add(
        _ requests: StoredLookUps.Requests, toLookUpsOf keyID: String,
        forgettingUpTo time: Timestamp
    ) throws {
        try writes.lookUps.add(requests, keyID: keyID, forgettingUpTo: time)
        noteChange()
    }

    func forgetLookUps(startedUpTo time: Timestamp) throws {
        if try writes.lookUps.forget(startedUpTo: time, on: connection) { noteChange() }
    }
}
