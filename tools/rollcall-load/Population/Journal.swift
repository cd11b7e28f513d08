import Glibc

/// The writes that a server has acknowledged, a line each, written before anything more is read.
///
/// `set USER VERSION CHOICE` · `removed USER VERSION` · `signed-up CHOICE UUID`
final class Journal {
    private let fd: Int32
    private let path: String
    private var buffer: [UInt8] = []

    init(path: String) throws(LoadFailure) {
        fd = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard fd >= 0 else { throw .system(call: path, reason: SystemCall.reason(errno)) }
        self.path = path
    }

    deinit { close(fd) }

    /// - Parameter number: the choice of the spare number, 0 for none.
    func changed(_ user: Int, number: UInt64, version: UInt64) {
        let line = number == 0 ? "removed \(user) \(version)" : "set \(user) \(version) \(number)"
        append(line)
    }

    func signedUp(_ choice: UInt64, _ bytes: Span<UInt8>, uuid: Range<Int>) {
        var text: [UInt8] = []
        for index in uuid { text.append(bytes[index]) }
        append("signed-up \(choice) \(String(decoding: text, as: UTF8.self))")
    }

    /// Hands what was noted to the kernel, which keeps it when this process ends.
    func write() throws(LoadFailure) {
        while !buffer.isEmpty {
            let count = unsafe buffer.withUnsafeBytes { bytes in
                unsafe Glibc.write(fd, bytes.baseAddress, bytes.count)
            }
            guard count >= 0 || errno == EINTR else {
                throw .system(call: path, reason: SystemCall.reason(errno))
            }
            buffer.removeFirst(max(0, count))
        }
    }

    private func append(_ line: String) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(0x0A)
    }
}
