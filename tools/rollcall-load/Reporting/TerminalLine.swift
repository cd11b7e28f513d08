import Glibc

/// Writes to standard error as it is, and goes on when nobody can read it.
enum TerminalLine {
    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
            }
            guard count > 0 else { return }
            bytes.removeFirst(count)
        }
    }
}
