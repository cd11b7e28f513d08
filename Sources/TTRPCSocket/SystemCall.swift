import Glibc

/// What every caller of a system call needs.
package enum SystemCall {
    /// The error of a call that would have to wait.
    static let wouldBlock = EAGAIN

    /// The name of an error, such as "Permission denied".
    package static func text(of number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
