import DirectoryAPI
import DirectoryDomain
import TTRPC

extension Handler {
    static let importUsers = Handler(taking: DirectoryAPI.ImportUsers.self, .admin) {
        dispatcher, caller, call in
        UserImport(
            backlog: ImportBacklog(
                environment: dispatcher.environment,
                origin: ImportBacklog.Origin(
                    organizationID: caller.organizationID, actor: caller.actor,
                    deadlineNanoseconds: call.deadlineNanoseconds,
                    line: caller.line(of: call.peer)),
                signal: call.streamSignal()))
    }
}
