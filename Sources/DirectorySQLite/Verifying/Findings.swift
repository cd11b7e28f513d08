/// What a verification has found. Says positions and authy ids, never a value.
struct Findings {
    /// A store that is broken all over must not fill the memory.
    static let limit = 100

    private var kept: [String] = []
    private var dropped = 0

    mutating func add(_ problem: String) {
        if kept.count < Self.limit { kept.append(problem) } else { dropped += 1 }
    }

    mutating func require(_ condition: Bool, _ problem: @autoclosure () -> String) {
        if !condition { add(problem()) }
    }

    var problems: [String] { dropped == 0 ? kept : kept + ["and \(dropped) more"] }
}
