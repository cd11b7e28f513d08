import DirectoryAPI
import ProtobufC
import TTRPC

extension Seeds {
    /// Service and method → the frames of one valid call, on stream 1.
    package static var calls: [String: [UInt8]] {
        var calls: [String: [UInt8]] = [:]
        for method in MethodList.all {
            calls["\(method.service).\(method.name)"] = call(method)
        }
        // Each way to name a user, and what no other seed has: metadata and a deadline.
        for (name, key) in userKeys {
            let payload = LookupUserRequest(key: UserKey(key)).encoded()
            calls["rollcall.v1.Directory.LookupUser-\(name)"] = request(
                "rollcall.v1.Directory", "LookupUser", payload, timeoutNanoseconds: 2_000_000_000,
                metadata: [("x-rollcall-subject", "ada"), ("x-rollcall-scopes", "users:read")])
        }
        calls["rollcall.v1.Directory.FindOrCreateUser-no-uuid"] = request(
            "rollcall.v1.Directory", "FindOrCreateUser",
            FindOrCreateUserRequest(email: "grace@example.com").encoded())
        return calls
    }

    private static let userKeys: [(String, UserKey.Key)] = [
        ("email", .email(FilledMessage.email)), ("phone", .phoneNumber("+1 (555) 555-0123")),
        ("canonical-phone", .canonicalPhoneNumber("+15555550123")), ("authy", .authyID(1)),
    ]

    private static func call(_ method: MethodDescription) -> [UInt8] {
        let payload = FilledMessage.bytes(of: method.request)
        switch method.kind {
        case .unary: return request(method.service, method.name, payload)
        case .serverStreaming:
            return request(method.service, method.name, payload, flags: .remoteClosed)
        case .clientStreaming, .bidirectional:
            return request(method.service, method.name, [], flags: [.remoteOpen])
                + frame(.data, [], payload) + frame(.data, [.remoteClosed, .noData], [])
        }
    }

    static func request(
        _ service: String, _ method: String, _ payload: [UInt8], streamID: UInt32 = 1,
        flags: FrameFlags = [], timeoutNanoseconds: Int64 = 0,
        metadata: [(key: String, value: String)] = []
    ) -> [UInt8] {
        var envelope: [UInt8] = []
        RequestEnvelope.append(
            service: service, method: method, payload: payload,
            timeoutNanoseconds: timeoutNanoseconds, metadata: metadata, to: &envelope)
        return frame(.request, flags, envelope, streamID: streamID)
    }

    static func frame(
        _ type: FrameType, _ flags: FrameFlags, _ message: [UInt8], streamID: UInt32 = 1
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        FrameHeader(length: message.count, streamID: streamID, type: type, flags: flags)
            .append(to: &bytes)
        return bytes + message
    }
}
