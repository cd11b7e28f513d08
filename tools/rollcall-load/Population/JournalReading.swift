import Foundation
import ProgramSettings

/// What a journal says was acknowledged.
struct JournalReading: Equatable, Sendable {
    struct Change: Equatable, Sendable {
        var version: UInt64
        /// The choice of the spare number; 0 for none.
        var number: UInt64
    }

    /// By user, the last one.
    var changes: [Int: Change] = [:]
    /// The uuids that were given, by the choice of the address.
    var newcomers: [UInt64: String] = [:]
    /// Lines of both.
    var count = 0

    /// - Throws: `.usage` for a file that is no journal.
    init(file: String) throws(ProgramFailure) {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .usage("\(file) cannot be read")
        }
        guard let reading = JournalReading(text: text) else {
            throw .usage("\(file) is no journal of rollcall-load")
        }
        self = reading
    }

    /// nil for what is none. A last line without its end was not written in full, and so says
    /// nothing.
    init?(text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ")
            switch (words.first, words.count) {
            case ("set", 4):
                guard let user = Int(words[1]), let version = UInt64(words[2]),
                    let number = UInt64(words[3]), number != 0
                else { return nil }
                note(user, Change(version: version, number: number))
            case ("removed", 3):
                guard let user = Int(words[1]), let version = UInt64(words[2]) else { return nil }
                note(user, Change(version: version, number: 0))
            case ("signed-up", 3):
                guard let choice = UInt64(words[1]) else { return nil }
                newcomers[choice] = String(words[2])
            default: return nil
            }
            count += 1
        }
    }

    private mutating func note(_ user: Int, _ change: Change) {
        if change.version > changes[user]?.version ?? 0 { changes[user] = change }
    }
}
