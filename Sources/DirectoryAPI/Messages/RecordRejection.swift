/// One of the rejections of an `ImportUsersResponse`.
public struct RecordRejection: Equatable, Sendable {
    /// Counted from 1 over all messages of the stream.
    public let record: Int64
    /// Never with a word of what the record holds.
    public let reason: String

    public init(record: Int64, reason: String) {
        self.record = record
        self.reason = reason
    }

    /// `record 17: why`.
    public var text: String { "record \(record): \(reason)" }

    /// nil for text of another form.
    public init?(_ text: String) {
        guard text.hasPrefix("record "), let colon = text.firstIndex(of: ":"),
            let number = Int64(text[text.index(text.startIndex, offsetBy: 7)..<colon])
        else { return nil }
        self.init(record: number, reason: String(text[colon...].dropFirst(2)))
    }
}
