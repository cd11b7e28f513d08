import DirectoryAPI
import DirectoryDomain
import ProtobufC
import TTRPC

extension Handler {
    static let verifyStore = Handler(VerifyStore.self, .admin) { dispatcher, _, _, call in
        let held = dispatcher.hold(call)
        let environment = dispatcher.environment
        let deadline = call.deadlineNanoseconds
        environment.aside {
            // The worker has answered a call that expired while it waited here.
            if let deadline, environment.monotonic() >= deadline { return }
            do {
                let result = try environment.directory.store.verify()
                held.answer(VerifyStoreResponse(result).encoded())
            } catch {
                held.refuse(Status(describing: error))
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
