/// How much a JSON text may hold, however short it is.
package struct JSONLimits: Sendable {
    /// Of objects and arrays in each other; at most 64, so that reading needs little of the stack.
    package let depth: Int
    /// Values in all: members, elements, and whatever holds them.
    package let values: Int

    package init(depth: Int, values: Int) {
        precondition((1...64).contains(depth))
        self.depth = depth
        self.values = values
    }

    /// For texts of one's own host: files and arguments.
    package static let trusted = JSONLimits(depth: 64, values: .max)
    /// For the body of a request: ours have one member.
    package static let requestBody = JSONLimits(depth: 8, values: 64)
    /// For the parts of a token: what issuers put into one besides.
    package static let token = JSONLimits(depth: 16, values: 1_024)
}
