import DirectoryAPI
import ProgramSettings
import RollcallClient

/// Brings a file in, call by call in its order: while the daemon writes a portion, the next one is
/// read and looked into. No more than these two are ever in memory.
struct UserImport: Sendable {
    /// Records of one message; each is a command of its own to the daemon's writer.
    static let messageRecords = 2_500

    let daemon: Daemon

    /// - Parameter shown: called after each portion, with how far it reached.
    /// - Throws: `.refused` when the daemon cannot go on, with the line where; what came before is
    ///   in, and a second run does the rest.
    func run(
        _ reader: PortionReader, shown: (PortionReader.Portion) -> Void
    ) async throws -> ImportTally {
        var reader = reader
        var tally = ImportTally()
        var reached = 0
        var next = try reader.next()
        while let portion = next {
            let content = await portion.task.value
            next = try reader.next()
            do {
                try await bring(content, &tally)
            } catch let failure as ProgramFailure {
                throw ProgramFailure.refused(
                    "\(failure); what came before line \(reached + 1) is in, and --from-line "
                        + "\(reached + 1) goes on there")
            }
            reached = portion.lastLine
            shown(portion)
        }
        return tally
    }

    private func bring(_ portion: ImportPortion, _ tally: inout ImportTally) async throws {
        for (line, reason) in portion.bad { tally.reject(line: line, reason) }
        guard !portion.users.isEmpty || !portion.organizations.isEmpty else { return }
        let answer = try await daemon.upload(ImportUsers.self) { writer in
            var start = 0
            repeat {
                let end = min(start + Self.messageRecords, portion.users.count)
                try await writer.send(
                    ImportUsersRequest(
                        users: portion.users[start..<end].map(\.record),
                        organizations: start == 0 ? portion.organizations : []))
                start = end
            } while start < portion.users.count
        }
        tally.countCreated(Int(answer.created))
        tally.countUnchanged(Int(answer.unchanged))
        let named = answer.rejections.compactMap { RecordRejection($0) }
        for rejection in named where portion.users.indices.contains(Int(rejection.record) - 1) {
            tally.reject(line: portion.users[Int(rejection.record) - 1].line, rejection.reason)
        }
        tally.rejectUnnamed(Int(answer.rejected) - named.count)
    }
}
