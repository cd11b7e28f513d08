import DirectoryAPI

extension JSONValue {
    /// An object with these members, in this order.
    static func members(_ members: (name: String, value: JSONValue)...) -> JSONValue {
        .object(members.map { Member($0.name, $0.value) })
    }

    /// A moment as the documents write it; null when there is none.
    ///
    /// - Parameter fractionDigits: 3 for `2024-01-15T10:30:00.000Z`, 0 for whole seconds.
    static func time(_ time: ProtoTimestamp?, fractionDigits: Int = 3) -> JSONValue {
        guard let time else { return .null }
        return .string(time.rfc3339(fractionDigits: fractionDigits))
    }

    static func integer(_ value: Int64) -> JSONValue { .number(String(value)) }
}
