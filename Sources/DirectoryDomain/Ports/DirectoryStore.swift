/// An engine: one writer, any number of readers.
package protocol DirectoryStore: Sendable {
    /// A reader for one thread.
    func makeReader() throws(StoreFailure) -> any DirectoryReader

    /// Queues a command. `completion` is called once, on a thread of the store's, when the outcome
    /// is durable or there is none. A command that is over before it starts is never executed.
    func submit<C: Command>(
        _ command: C, from origin: CommandOrigin,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void)

    /// Calls `body` after each commit that changed something and before anybody hears of its
    /// outcome, on a thread of the store's that is not to be held up. For as long as the store
    /// lives.
    func observeCommits(_ body: @escaping @Sendable () -> Void)

    /// Proves the store: chain, dense versions and positions, claims, read model against a rebuild,
    /// nothing personal in the log. Blocks; call it off the workers.
    func verify() throws(StoreFailure) -> StoreVerification

    var condition: StoreCondition { get }

    /// Such as `SQLite 3.40.1`.
    var engineName: String { get }

    /// Finishes what is queued, then refuses. Blocks.
    func close()
}

package struct StoreVerification: Equatable, Sendable {
    package var events: Int64
    package var users: Int64
    /// One line each, by position or authy id; never anything personal. Empty = the store is whole.
    package var problems: [String]

    package init(events: Int64, users: Int64, problems: [String]) {
        self.events = events
        self.users = users
        self.problems = problems
    }
}
