import CLinux
import Glibc

/// The system calls of the driver, their refusals as errors.
enum SystemCall {
    /// The result of a call that answers -errno where it fails.
    static func check(_ name: String, _ result: Int32) throws(LoadFailure) -> Int32 {
        guard result >= 0 else { throw .system(call: name, reason: reason(-result)) }
        return result
    }

    static func connect(to path: String) throws(LoadFailure) -> Int32 {
        let fd = unsafe path.withCString { unsafe clinux_unix_connect($0) }
        guard fd >= 0 else { throw .cannotConnect(reason: reason(-fd)) }
        return fd
    }

    static func connect(host: String, port: String) throws(LoadFailure) -> Int32 {
        let fd = unsafe host.withCString { host in
            unsafe port.withCString { port in unsafe clinux_tcp_connect(host, port) }
        }
        guard fd >= 0 else { throw .cannotConnect(reason: reason(-fd)) }
        return fd
    }

    /// Reads into the rest of `buffer` from `offset`; nil when nothing is there to read, 0 at the
    /// end.
    static func read(
        _ fd: Int32, into buffer: inout [UInt8], at offset: Int
    ) throws(LoadFailure) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe clinux_read(fd, bytes.baseAddress! + offset, bytes.count - offset)
        }
        if count >= 0 { return Int(count) }
        if count == -Int64(EAGAIN) || count == -Int64(EINTR) { return nil }
        if count == -Int64(ECONNRESET) { return 0 }
        throw .system(call: "read", reason: reason(Int32(-count)))
    }

    /// Sends what the socket takes; answers how many bytes that was.
    static func send(_ fd: Int32, _ buffer: [UInt8]) throws(LoadFailure) -> Int {
        let count = unsafe buffer.withUnsafeBytes { bytes in
            unsafe clinux_send(fd, bytes.baseAddress!, bytes.count)
        }
        if count >= 0 { return Int(count) }
        if count == -Int64(EAGAIN) || count == -Int64(EINTR) { return 0 }
        if count == -Int64(EPIPE) || count == -Int64(ECONNRESET) { throw .closedByServer }
        throw .system(call: "send", reason: reason(Int32(-count)))
    }

    /// The process at the other end, as the kernel knows it; nil when it is not one of ours to see.
    static func peerProcess(_ fd: Int32) -> Int32? {
        var peer = clinux_peer()
        guard unsafe clinux_peer_of(fd, &peer) >= 0, peer.pid > 0 else { return nil }
        return peer.pid
    }

    static func reason(_ error: Int32) -> String { unsafe String(cString: strerror(error)) }
}
