/// What must hold for one parser of ours, whatever bytes it is given.
///
/// A check never traps by itself: it says what is wrong, so that the fuzzer can stop there and a
/// test can name it. What traps on the way is the parser.
package struct FuzzCheck: Sendable {
    /// As `tools/fuzz/run --target` and the folders of inputs have it.
    package let name: String
    package let body: Body

    /// Gives what is wrong; nil when all is as it must be.
    package enum Body: Sendable {
        case atOnce(@Sendable (_ bytes: [UInt8]) -> String?)
        /// Of a parser that is asynchronous. Whoever has a thread of its own may wait for it.
        case asynchronous(@Sendable (_ bytes: [UInt8]) async -> String?)
    }

    init(_ name: String, _ finding: @escaping @Sendable (_ bytes: [UInt8]) -> String?) {
        self.name = name
        body = .atOnce(finding)
    }

    init(
        asynchronous name: String,
        _ finding: @escaping @Sendable (_ bytes: [UInt8]) async -> String?
    ) {
        self.name = name
        body = .asynchronous(finding)
    }

    package func finding(_ bytes: [UInt8]) async -> String? {
        switch body {
        case .atOnce(let finding): finding(bytes)
        case .asynchronous(let finding): await finding(bytes)
        }
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
