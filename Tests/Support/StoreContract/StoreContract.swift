import DirectoryDomain

/// What every engine does alike, rule by rule. An engine's tests run each of them on a fresh store:
///
/// ```swift
/// @Test("the engine keeps the contract", arguments: StoreContract.rules)
/// func contract(_ rule: StoreContract.Rule) async throws {
///     try await rule.check { clock in try MyStore(clock: { clock.now }, …) }
/// }
/// ```
package enum StoreContract {
    package struct Rule: Sendable, CustomStringConvertible {
        /// A statement, such as `an address is matched without case`.
        package let description: String
        private let body: @Sendable (StoreHarness) async throws -> Void

        init(_ statement: String, _ body: @escaping @Sendable (StoreHarness) async throws -> Void) {
            description = statement
            self.body = body
        }

        /// Throws `Unmet` when the store breaks the rule. Closes the store.
        package func check(_ makeStore: StoreFactory) async throws {
            let harness = try StoreHarness(makeStore)
            defer { harness.store.close() }
            try await body(harness)
        }
    }

    /// All of them. A new rule is a new member of one of these lists.
    package static let rules: [Rule] =
        creation + phoneNumbers + exports + erasure + organizations + keys + log + transactions
        + imports + limits + members
        + verification
}
