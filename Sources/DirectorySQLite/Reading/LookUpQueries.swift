import DirectoryDomain

/// Reads what is recorded of a key's look-ups.
final class LookUpQueries {
    private let day: PreparedStatement
    private let values: PreparedStatement
    private let requests: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        let key = "key = (SELECT number FROM api_keys WHERE id = ?1)"
        day = try PreparedStatement(
            "SELECT started_ms, secret FROM look_up_days WHERE \(key)", on: connection)
        values = try PreparedStatement(
            "SELECT hash FROM look_up_values WHERE \(key)", on: connection)
        requests = try PreparedStatement(
            "SELECT at_ms, count, is_ahead FROM look_up_requests WHERE \(key) ORDER BY number",
            on: connection)
    }

    func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps {
        var found = StoredLookUps(day: try day(ofKey: id))
        requests.bind(id, at: 1)
        defer { requests.reset() }
        while try requests.step() {
            found.requests.append(
                StoredLookUps.Requests(
                    at: Timestamp(milliseconds: requests.int64(0)), count: requests.int64(1),
                    isAhead: requests.int64(2) != 0))
        }
        return found
    }

    private func day(ofKey id: String) throws(StoreFailure) -> StoredLookUps.Day? {
        day.bind(id, at: 1)
        defer { day.reset() }
        guard try day.step() else { return nil }
        var found = StoredLookUps.Day(
            startedAt: Timestamp(milliseconds: day.int64(0)), secret: day.bytes(1), hashes: [])
        values.bind(id, at: 1)
        defer { values.reset() }
        while try values.step() { found.hashes.append(UInt64(bitPattern: values.int64(0))) }
        return found
    }
}
