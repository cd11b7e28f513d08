import TTRPC
import TestSupport

@testable import TTRPCSocket

extension RawPeer {
    convenience init(_ path: String) throws(SocketError) {
        guard let socket = RawSocket(path) else { throw .inUse(path: path) }
        self.init(socket)
    }

    static func data(_ id: UInt32, _ message: [UInt8] = [], flags: UInt8 = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        FrameHeader(
            length: message.count, streamID: id, type: .data, flags: FrameFlags(rawValue: flags)
        ).append(to: &bytes)
        return bytes + message
    }

    static func request(
        _ id: UInt32, _ payload: [UInt8] = [], method: String = "echo", timeout: Int64 = 0,
        flags: UInt8 = 0, metadata: [(key: String, value: String)] = []
    ) -> [UInt8] {
        var message: [UInt8] = []
        RequestEnvelope.append(
            service: "s", method: method, payload: payload, timeoutNanoseconds: timeout,
            metadata: metadata, to: &message)
        var bytes: [UInt8] = []
        FrameHeader(
            length: message.count, streamID: id, type: .request,
            flags: FrameFlags(rawValue: flags)
        ).append(to: &bytes)
        return bytes + message
    }

    func endWriting() { socket.endWriting() }
}
