import DirectoryAPI

/// One object of JSON, written down member by member: there is one for each request.
struct AccessLine {
    private var members = "{"

    init() { members.reserveCapacity(384) }

    var text: String { members + "}" }

    /// - Parameter text: nil for null.
    mutating func add(_ name: StaticString, text: String?) {
        begin(name)
        if let text { JSONValue.quote(text, to: &members) } else { members += "null" }
    }

    mutating func add(_ name: StaticString, _ number: Int64) {
        begin(name)
        members += String(number)
    }

    private mutating func begin(_ name: StaticString) {
        members += members.utf8.count == 1 ? "\"" : ",\""
        members += name.description
        members += "\":"
    }
}
