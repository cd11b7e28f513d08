/// Who is told of calls that went wrong.
package struct CallNotices: Sendable {
    /// Whether also of those that were refused, which is nothing unusual.
    let withRefusals: Bool
    let write: @Sendable (CallNotice) -> Void

    package init(withRefusals: Bool, write: @escaping @Sendable (CallNotice) -> Void) {
        self.withRefusals = withRefusals
        self.write = write
    }

    package static let none = CallNotices(withRefusals: false) { _ in }

    func wants(_ reason: CallNotice.Reason) -> Bool {
        switch reason {
        case .refused: withRefusals
        case .failed, .slow: true
        }
    }
}
