import Synchronization

/// The keys in force, which may be exchanged while requests are answered. A token that was verified
/// with the keys before counts from then on only if the new ones verify it. Any thread.
package final class TokenKeyring: Sendable {
    private let contents: Mutex<(keys: TokenKeys, memory: TokenMemory)>

    package init(_ keys: TokenKeys = .none) { contents = Mutex((keys, TokenMemory())) }

    package func replace(by keys: TokenKeys) { contents.withLock { $0 = (keys, TokenMemory()) } }

    var current: (keys: TokenKeys, memory: TokenMemory) { contents.withLock { $0 } }
}
