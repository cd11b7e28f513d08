import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

extension Handler {
    static let verifyStore = Handler(VerifyStore.self, .admin) { dispatcher, _, _, call in
        let responder = call.responder()
        let store = dispatcher.environment.directory.store
        dispatcher.environment.aside {
            do {
                let result = try store.verify()
                responder.answer(VerifyStoreResponse(result).encoded())
            } catch {
                responder.refuse(Status(describing: error))
            }
        }
        return .later
    }
}

extension VerifyStoreResponse {
    fileprivate init(_ result: StoreVerification) {
        self.init(
            ok: result.problems.isEmpty, events: result.events, users: result.users,
            problems: result.problems)
    }
}
