import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

extension Handler {
    static let createBackup = Handler(CreateBackup.self, .admin) { dispatcher, _, request, call in
        let environment = dispatcher.environment
        guard let backups = environment.backups else {
            throw Status(.unimplemented, "this engine makes no backups")
        }
        let held = dispatcher.hold(call)
        let deadline = call.deadlineNanoseconds
        environment.aside {
            // The worker has answered a call that expired while it waited here.
            if let deadline, environment.monotonic() >= deadline { return }
            do throws(BackupFailure) {
                let backup = try backups.createBackup(at: request.path) {
                    held.isAbandoned || deadline.map { environment.monotonic() >= $0 } ?? false
                }
                held.answer(
                    CreateBackupResponse(bytes: backup.bytes, lastPosition: backup.lastPosition)
                        .encoded())
            } catch {
                held.refuse(Status(error))
            }
        }
        return .later
    }
}

extension Status {
    fileprivate init(_ failure: BackupFailure) {
        switch failure {
        case .pathIsRelative: self = Status(.invalidArgument, "path: must begin with /")
        case .pathIsTaken:
            self = Status(.alreadyExists, "path: there is a file already; choose another name")
        case .pathIsUnusable:
            self = Status(
                .invalidArgument, "path: the daemon can make no file there; is there the folder?")
        case .noRoom:
            self = Status(
                .resourceExhausted, "path: the disk has no room for the copy, and some to spare")
        case .abandoned: self = Status(.cancelled, "nobody waits for the backup any more")
        case .busy:
            self = Status(
                .resourceExhausted, "another backup is being made", retryAfterMilliseconds: 5000)
        case .damaged:
            self = Status(.internal, "the copy is not whole; run rollcall store verify")
        case .store(let failure): self = Status(describing: failure)
        }
    }
}
