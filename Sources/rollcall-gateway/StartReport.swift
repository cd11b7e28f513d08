import Logging
import Synchronization

/// Says that the program runs, once all its listeners do: before that a refusal is to be the only
/// line.
final class StartReport: Sendable {
    private struct Contents {
        var missing: Int
        var addresses: Logger.Metadata = [:]
    }

    private let contents: Mutex<Contents>
    private let warning: String?
    private let logger: Logger

    /// - Parameter warning: what an operator should know from the start.
    init(listeners: Int, warning: String?, logger: Logger) {
        contents = Mutex(Contents(missing: listeners))
        self.warning = warning
        self.logger = logger
    }

    func listening(_ name: String, host: String, port: Int) {
        let addresses = contents.withLock { contents in
            contents.missing -= 1
            contents.addresses[name] = "\(host):\(port)"
            return contents.missing == 0 ? contents.addresses : nil
        }
        guard let addresses else { return }
        logger.info("listening", metadata: addresses)
        if let warning { logger.warning("\(warning)") }
    }
}
