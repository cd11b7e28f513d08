import DirectoryDomain
import Dispatch
import GRDB
import Synchronization

/// Lets one backup at a time be made, and none outlive the store.
final class BackupGate: Sendable {
    private struct State {
        var isClosed = false
        /// Of a copy that is proven.
        var proof: DatabaseQueue?
    }

    private let state = Mutex(State())
    private let isFree = DispatchSemaphore(value: 1)

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// To be left again.
    func enter() throws(BackupFailure) {
        guard isFree.wait(timeout: .now()) == .success else { throw .busy }
        if isClosed {
            leave()
            throw .store(.closing)
        }
    }

    func leave() { isFree.signal() }

    /// What is proven is interrupted when the gate closes; nil = nothing is any more.
    func set(proof: DatabaseQueue?) { state.withLock { $0.proof = proof } }

    /// From now on none is begun, and the one that runs is over.
    func close() {
        let proof = state.withLock { state in
            state.isClosed = true
            return state.proof
        }
        proof?.interrupt()
    }

    /// Waits until the one that runs has left; after `close()`.
    func wait() {
        isFree.wait()
        isFree.signal()
    }
}
