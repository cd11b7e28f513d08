import DirectoryAPI
import TTRPC

extension Handler {
    static let exportUsers = Handler(streaming: ExportUsers.self, .admin) {
        dispatcher, _, _, call in
        UserExport(environment: dispatcher.environment, signal: call.streamSignal())
    }
}
