import DirectoryAPI
import ProgramSettings
import ProtobufC

/// What an import would do, found out by looking up: nothing is changed. Keeps some ten bytes for
/// each address, number and id of the file.
struct ImportRehearsal: Sendable {
    private static let batchKeys = 1_000

    let daemon: Daemon

    func run(
        _ reader: PortionReader, shown: (PortionReader.Portion) -> Void
    ) async throws -> ImportTally {
        var reader = reader
        var tally = ImportTally()
        var claims = FileClaims()
        let present = try await daemon.call(ListOrganizations.self, ListOrganizationsRequest())
        var organizations = Set(present.organizations.map(\.id))
        while let portion = try reader.next() {
            let content = await portion.task.value
            for (line, reason) in content.bad { tally.reject(line: line, reason) }
            organizations.formUnion(content.organizations.map(\.id))
            var start = 0
            while start < content.users.count {
                // Four keys a record.
                let end = min(start + Self.batchKeys / 4, content.users.count)
                let users = Array(content.users[start..<end])
                let found = try await lookUp(users.map(\.record))
                for (user, answers) in zip(users, found) {
                    judge(user, answers, organizations, &claims, &tally)
                }
                start = end
            }
            shown(portion)
        }
        return tally
    }

    private func judge(
        _ user: (line: Int, record: UserRecord), _ answers: RecordAnswers,
        _ organizations: Set<String>, _ claims: inout FileClaims, _ tally: inout ImportTally
    ) {
        let (line, record) = user
        let isKnown: Bool
        do throws(RecordProblem) {
            isKnown = try answers.isKnown(record)
            guard isKnown || record.organizationIDs.allSatisfy(organizations.contains) else {
                throw .field("organization_ids", "no such organization")
            }
            if try claims.take(record, line: line) || isKnown {
                return tally.countUnchanged()
            }
        } catch {
            return tally.reject(line: line, error.reason)
        }
        tally.countCreated()
        if let other = claims.shareNumber(record, line: line) {
            tally.note(line: line, "phone_number: also in line \(other)")
        }
        if answers.numberHolder != nil {
            tally.note(line: line, "phone_number: another user has it")
        }
    }

    private func lookUp(_ records: [UserRecord]) async throws -> [RecordAnswers] {
        var keys: [UserKey] = []
        for record in records { keys += RecordAnswers.keys(of: record) }
        let answer = try await daemon.call(
            BatchLookupUsers.self, BatchLookupUsersRequest(keys: keys))
        guard answer.results.count == keys.count else {
            throw ProgramFailure.refused("the daemon answered another number of keys than asked")
        }
        return records.indices.map { index in
            RecordAnswers(answer.results[(index * 4)..<(index * 4 + 4)])
        }
    }
}
