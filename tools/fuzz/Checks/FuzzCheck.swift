/// What must hold for one parser of ours, whatever bytes it is given.
///
/// A check never traps by itself: it says what is wrong, so that the fuzzer can stop there and a
/// test can name it. What traps on the way is the parser.
package struct FuzzCheck: Sendable {
    /// As `tools/fuzz/run --target` and the folders of inputs have it.
    package let name: String
    /// What is wrong; nil when all is as it must be.
    package let finding: @Sendable (_ bytes: [UInt8]) -> String?

    init(_ name: String, _ finding: @escaping @Sendable (_ bytes: [UInt8]) -> String?) {
        self.name = name
        self.finding = finding
    }

    /// Every check: the one home of the list.
    package static let all: [FuzzCheck] = [
        frames, server, client, request, response,
        messages, messageText, events, json,
        requestLines, queries, tokens, claims, keySets,
        phoneNumbers, emailAddresses, identifiers,
    ]

    package static func named(_ name: String) -> FuzzCheck? { all.first { $0.name == name } }
}
