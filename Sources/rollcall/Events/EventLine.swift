import DirectoryAPI

/// An event as one line among others to come, whose widths nobody knows yet.
enum EventLine {
    static let heading =
        "POSITION  TIME                  EVENT           UUID, VERSION, PHONE, ACTOR"

    static func of(_ event: Event) -> String {
        let (name, mask) = Table.described(event.payload)
        let position = padded("\(event.position)", 8, left: true)
        let time = padded(event.time.cell, 20)
        return "\(position)  \(time)  \(padded(name, 14))  \(event.uuid) \(event.version) "
            + "\(mask) \(event.actor.isEmpty ? "-" : event.actor)"
    }

    private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}
