import DirectoryAPI
import ProgramSettings
import RollcallClient

/// Brings records in over the calls that everybody has, many at a time.
struct UserImport: Sendable {
    /// Calls in flight: enough for the store to commit in groups.
    static let inFlight = 64

    let daemon: Daemon

    /// - Throws: `.refused` when the daemon cannot go on, with the line where; what came before is
    ///   in, and a second run does the rest.
    func run(_ source: RecordSource, progress: ProgressBar) async throws -> ImportTally {
        try await withThrowingTaskGroup(of: (Int, ImportTally.Outcome).self) { group in
            var source = source
            var progress = progress
            var tally = ImportTally()
            var waiting = 0
            defer { progress.finish() }
            while let record = try source.next() {
                let line = source.line
                progress.update(done: source.consumed, records: line)
                switch record {
                case .user(let user):
                    if waiting == UserImport.inFlight, let (line, outcome) = try await group.next()
                    {
                        tally.count(outcome, ofLine: line)
                        waiting -= 1
                    }
                    waiting += 1
                    group.addTask { (line, try await bring(user, line: line)) }
                case .bad(let reason): tally.count(.rejected(reason), ofLine: line)
                case .nothing: break
                }
            }
            for try await (line, outcome) in group { tally.count(outcome, ofLine: line) }
            return tally
        }
    }

    private func bring(_ record: UserRecord, line: Int) async throws -> ImportTally.Outcome {
        do {
            let found = try await daemon.attempt(
                FindOrCreateUser.self,
                FindOrCreateUserRequest(email: record.email, uuid: record.uuid))
            guard let user = found.user else { return .rejected("the daemon named no user") }
            let isUpdated = try await setPhone(record, of: user)
            for organization in record.organizationIDs {
                _ = try await daemon.attempt(
                    SetMembership.self,
                    SetMembershipRequest(
                        organizationID: organization, uuid: user.uuid, member: true))
            }
            return found.created ? .created : isUpdated ? .updated : .unchanged
        } catch let error as RollcallError {
            return try outcome(of: error, line: line)
        }
    }

    /// Whether it changed anything.
    private func setPhone(_ record: UserRecord, of user: User) async throws -> Bool {
        guard !record.phoneNumber.isEmpty, record.phoneNumber != user.phoneNumber else {
            return false
        }
        let answer = try await daemon.attempt(
            UpdatePhoneNumber.self,
            UpdatePhoneNumberRequest(uuid: user.uuid, change: .set(record.phoneNumber)))
        return answer.event != nil
    }

    /// A record's own fault rejects it; anything else ends the import.
    private func outcome(
        of error: RollcallError, line: Int
    ) throws(ProgramFailure) -> ImportTally.Outcome {
        switch error.code {
        case .invalidArgument, .alreadyExists, .notFound, .failedPrecondition, .outOfRange:
            return .rejected("\(daemon.failure(error))")
        case .cancelled, .unknown, .deadlineExceeded, .permissionDenied, .resourceExhausted,
            .aborted, .unimplemented, .internal, .unavailable, .dataLoss, .unauthenticated:
            if error == .noDaemon { throw daemon.failure(error) }
            throw .refused("stopped at line \(line): \(daemon.failure(error))")
        }
    }
}
