import DirectoryGateway
import Dispatch
import Synchronization

extension FuzzCheck {
    /// A key set is read or refused.
    static let keySets = FuzzCheck("key-sets") { bytes in
        let keys = waiting { try? await TokenKeys(jwks: bytes) }
        guard case .some(.some(let keys)) = keys else { return nil }
        return keys.count <= bytes.count ? nil : "more keys than bytes"
    }

    /// The value of work that is asynchronous: the fuzzer is not.
    private static func waiting<Value: Sendable>(
        _ work: @escaping @Sendable () async -> Value
    ) -> Value? {
        let ended = DispatchSemaphore(value: 0)
        let place = Place<Value>()
        Task {
            place.put(await work())
            ended.signal()
        }
        ended.wait()
        return place.taken
    }
}

/// Where one thread leaves a value for another.
private final class Place<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    var taken: Value? { value.withLock { $0 } }

    func put(_ new: Value) { value.withLock { $0 = new } }
}
