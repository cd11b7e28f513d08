import DirectoryDomain

/// Makes an empty store that takes its times from the clock.
package typealias StoreFactory = @Sendable (ManualClock) throws -> any DirectoryStore

/// One empty store under a clock of the test's, and the words in which rules about it are written.
package struct StoreHarness: Sendable {
    package let clock: ManualClock
    package let store: any DirectoryStore

    package init(_ makeStore: StoreFactory) throws {
        clock = ManualClock()
        store = try makeStore(clock)
    }

    /// Submits a command and waits for its outcome.
    package func run<C: Command>(
        _ command: C, organizationID: String = "", actor: String = "uid:1000",
        deadlineNanoseconds: UInt64? = nil
    ) async throws(CommandError) -> C.Outcome {
        let result: Result<C.Outcome, CommandError> = await withCheckedContinuation { waiting in
            store.submit(
                command,
                from: CommandOrigin(
                    organizationID: organizationID, actor: actor,
                    deadlineNanoseconds: deadlineNanoseconds)
            ) { waiting.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Reads with a fresh reader.
    package func read<R>(_ body: (any DirectoryReader) throws -> R) throws -> R {
        let reader = try store.makeReader()
        defer { reader.endBatch() }
        return try body(reader)
    }

    package func user(_ key: UserKey) throws -> User? { try read { try $0.user(key) } }

    package func log() throws -> [RecordedEvent] {
        try read { try $0.events(afterPosition: 0, limit: 100_000) }
    }
}
