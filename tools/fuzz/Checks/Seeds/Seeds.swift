import DirectoryAPI
import ProtobufC

/// What the fuzzer begins with: well-formed inputs of every check, and valid calls of every method.
/// `run --seeds` writes them to `seeds/`, and a test says when those are of an older contract.
package enum Seeds {
    /// Folder → file → bytes. The folders are the checks' names, and `calls`.
    package static var all: [String: [String: [UInt8]]] {
        var all = messages
        all.merge(texts) { _, new in new }
        all["calls"] = calls
        all["server"] = calls.mapValues { [3] + $0 }
        all["server"]?.merge(strangeFrames) { _, new in new }
        all["frames"] = strangeFrames
        all["request"] = calls.mapValues { Array($0.dropFirst(10)) }
        all["client"] = answers.mapValues { [5] + $0 }
        all["response"] = answers.mapValues { Array($0.dropFirst(10)) }
        return all
    }

    /// An input of the checks that take messages: the type's place, and a message with every field.
    private static var messages: [String: [String: [UInt8]]] {
        var files: [String: [UInt8]] = [:]
        for (place, type) in (MessageTypes.requests + MessageTypes.answers).enumerated() {
            files[type.schema.name] = [UInt8(place)] + FilledMessage.bytes(of: type.schema)
        }
        return ["messages": files, "message-text": files, "events": storedEvents]
    }
}
