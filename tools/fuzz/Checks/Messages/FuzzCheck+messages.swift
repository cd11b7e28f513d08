import DirectoryAPI
import ProtobufC

extension FuzzCheck {
    /// A message takes no more memory than its arena may give, and what is read of it is written
    /// and read again as the same.
    static let messages = FuzzCheck("messages") { input in
        guard let (type, bytes) = MessageTypes.pick(input) else { return nil }
        return roundTrip(type, bytes)
    }

    /// A message as JSON and back is the same message.
    static let messageText = FuzzCheck("message-text") { input in
        guard let (type, bytes) = MessageTypes.pick(input) else { return nil }
        guard let value = try? MessageJSON.decode(bytes, as: type.schema) else { return nil }
        guard let parsed = try? JSONParser.parse(value.text()) else {
            return "text that is no JSON"
        }
        guard parsed == value else { return "text that is another value" }
        guard let encoded = try? MessageJSON.encode(parsed, as: type.schema) else {
            return "its own text is refused"
        }
        let again = try? MessageJSON.decode(encoded, as: type.schema)
        return again == value ? nil : "another message came back"
    }

    private static func roundTrip<Message: MessageTypes.Message>(
        _ type: Message.Type, _ bytes: [UInt8]
    ) -> String? {
        let arena = Arena(capacity: 64 << 10, firstBlock: 1 << 10)
        let message: Message
        do {
            message = try Message(decoding: bytes.span, in: arena)
        } catch DecodingProblem.tooLarge {
            return bytes.count > 512 ? nil : "a small message is too large"
        } catch { return nil }
        if arena.used != 0 { return "the arena was not taken back" }
        let encoded = message.encoded()
        guard let again = try? Message(decoding: encoded) else {
            return "what was written is refused"
        }
        guard again == message else { return "another message came back" }
        return again.encoded() == encoded ? nil : "written in two ways"
    }
}
