import DirectoryAPI
import Foundation
import Glibc
import ProgramSettings
import ProtobufC

/// The one way to standard output.
struct Printer: Sendable {
    private let form: OutputForm
    private let bold: Bool

    /// Bold only for a terminal whose user has not asked for none (`NO_COLOR`, no-color.org).
    init(form: OutputForm) {
        self.form = form
        let environment = ProcessInfo.processInfo.environment
        bold =
            isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    /// Prints a line whatever the form: for what scripts take whole.
    func line(_ text: String) { print(text) }

    /// Prints an answer: the table, or the message as JSON with every field.
    func show<Message: MessageCoding>(_ message: Message, as table: Table) {
        show(MessageJSON.whole(message), as: table)
    }

    /// Prints what is no message: the table, or the JSON.
    func show(_ json: JSONValue, as table: Table) {
        switch form {
        case .table: for line in table.lines(bold: bold) { print(line) }
        case .json: self.json(json)
        }
    }

    /// Prints the heading of lines to come, unless they are JSON.
    func begin(_ heading: String) {
        if form == .table { line(heading) }
        fflush(nil)
    }

    /// Prints one of many, at once: a line of its own in either form.
    func show<Message: MessageCoding>(_ message: Message, line: String) {
        switch form {
        case .table: self.line(Table.printable(line))
        case .json: self.line(MessageJSON.whole(message).text())
        }
        fflush(nil)
    }

    /// Prints JSON that is one of many, at once, whatever the form: a line of its own.
    func jsonLine(_ value: JSONValue) {
        line(value.text())
        fflush(nil)
    }

    /// Prints JSON whatever the form.
    func json(_ value: JSONValue) { print(value.text(.indented)) }
}

extension MessageJSON {
    /// A message's JSON with the fields that hold their default, for scripts that look for them.
    static func whole<Message: MessageCoding>(_ message: Message) -> JSONValue {
        do {
            return try decode(message.encoded(), as: Message.schema, defaults: .written)
        } catch {
            preconditionFailure("a message that we packed ourselves does not unpack")
        }
    }
}

extension ProtoTimestamp {
    /// For a table: to the second, in UTC.
    var cell: String { rfc3339(fractionDigits: 0) }
}

extension ProtoTimestamp? {
    /// `-` when there is none.
    var cell: String { self.map { $0.cell } ?? "-" }
}
