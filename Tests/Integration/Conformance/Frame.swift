import DirectoryAPI
import ProtobufC

@testable import TTRPC

/// Frames and the fields in them, built by hand.
enum Frame {
    static func bytes(
        _ id: UInt32, type: UInt8 = 1, flags: UInt8 = 0, _ message: [UInt8]
    ) -> [UInt8] {
        big(UInt32(message.count)) + big(id) + [type, flags] + message
    }

    static func data(_ id: UInt32, flags: UInt8 = 0, _ message: [UInt8] = []) -> [UInt8] {
        bytes(id, type: 3, flags: flags, message)
    }

    static func request(
        _ id: UInt32, _ service: String, _ method: String, flags: UInt8 = 0,
        _ payload: [UInt8] = [], timeout: Int64 = 0, metadata: [(key: String, value: String)] = []
    ) -> [UInt8] {
        var message: [UInt8] = []
        RequestEnvelope.append(
            service: service, method: method, payload: payload, timeoutNanoseconds: timeout,
            metadata: metadata, to: &message)
        return bytes(id, flags: flags, message)
    }

    static func health(_ id: UInt32, timeout: Int64 = 0) -> [UInt8] {
        request(id, Service.health, "Check", timeout: timeout)
    }

    /// A method of Directory, with a message of the contract.
    static func call<Method: UnaryMethod>(
        _ id: UInt32, _ method: Method.Type, _ message: Method.Request, timeout: Int64 = 0,
        metadata: [(key: String, value: String)] = []
    ) -> [UInt8] {
        request(
            id, Method.service, Method.name, message.encoded(), timeout: timeout,
            metadata: metadata)
    }

    /// A write, which is held until it is on the disk.
    static func create(_ id: UInt32, _ email: String, timeout: Int64 = 0) -> [UInt8] {
        call(id, FindOrCreateUser.self, FindOrCreateUserRequest(email: email), timeout: timeout)
    }

    static func lookUp(_ id: UInt32, email: String, timeout: Int64 = 0) -> [UInt8] {
        call(
            id, LookupUser.self, LookupUserRequest(key: UserKey(.email(email))), timeout: timeout)
    }

    /// A length-delimited field.
    static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        var rest = bytes.count
        while rest >= 0x80 {
            length.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return [number << 3 | 2] + length + [UInt8(rest)] + bytes
    }

    static func field(_ number: UInt8, _ text: String) -> [UInt8] {
        field(number, Array(text.utf8))
    }

    static func pair(_ key: String, _ value: String) -> [UInt8] {
        field(5, field(1, key) + field(2, value))
    }

    static let healthNames = field(1, Service.health) + field(2, "Check")

    private static func big(_ word: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }
}
