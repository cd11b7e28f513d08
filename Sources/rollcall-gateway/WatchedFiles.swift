import DirectoryGateway
import Logging
import ProgramSettings
import ServiceLifecycle
import UnixSignals

/// Reads files again while the program runs: the keys of tokens when they have changed, and keys
/// and certificate at SIGHUP. A file that is of no use then is told of, and what was in force
/// stays.
struct WatchedFiles: Service {
    /// How often it is looked whether the key file has changed.
    private static let interval = Duration.seconds(1)

    private let keyFile: KeyFile?
    private let identity: TLSIdentity?
    private let logger: Logger
    /// Of what was read.
    private let stamp: KeyFile.Stamp?

    private init(
        _ keyFile: KeyFile?, _ identity: TLSIdentity?, _ stamp: KeyFile.Stamp?, _ logger: Logger
    ) {
        self.keyFile = keyFile
        self.identity = identity
        self.stamp = stamp
        self.logger = logger
    }

    /// Reads the keys for the first time; throws when they are of no use.
    static func read(
        keyFile: KeyFile?, identity: TLSIdentity?, logger: Logger
    ) async throws(ProgramFailure) -> WatchedFiles {
        // Before it is read: what changes meanwhile is read once more, and not missed.
        let stamp = keyFile?.stamp
        _ = try await keyFile?.load()
        return WatchedFiles(keyFile, identity, stamp, logger)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await reloadAtSignal() }
                group.addTask { await reloadAtChange() }
            }
        }
    }

    private func reloadAtSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            await reloadKeys()
            reloadIdentity()
        }
    }

    private func reloadAtChange() async {
        guard let keyFile, var known = stamp else { return }
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let stamp = keyFile.stamp
            guard stamp != known else { continue }
            known = stamp
            await reloadKeys()
        }
    }

    private func reloadKeys() async {
        guard let keyFile else { return }
        do {
            let count = try await keyFile.load()
            logger.info("keys read again", metadata: ["keys": "\(count)"])
        } catch {
            logger.error("\(error); the keys in force stay")
        }
    }

    private func reloadIdentity() {
        guard let identity else { return }
        do {
            try identity.reload()
            logger.info("certificate read again")
        } catch {
            logger.error("\(error); the certificate in force stays")
        }
    }
}
