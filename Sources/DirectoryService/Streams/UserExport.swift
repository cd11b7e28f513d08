import DirectoryAPI
import DirectoryDomain
import ProtobufC
import Synchronization
import TTRPC

/// Everybody, page by page. Pages are read off the workers, one ahead of what the peer has taken.
///
/// Each page is a snapshot of its own, so that a peer who takes an hour keeps no log from being
/// emptied: what changes during an export is in it as it was or as it is, each record whole, and
/// nobody who was there all the time is left out or comes twice.
final class UserExport: StreamHandler {
    let kind = StreamKind.serverStreaming
    let isEndless = false
    let lane = CallLane.operations

    private let source: ExportSource
    private let signal: StreamSignal
    private let aside: @Sendable (@escaping @Sendable () -> Void) -> Void

    init(environment: ServiceEnvironment, signal: StreamSignal) {
        source = ExportSource(store: environment.directory.store)
        aside = environment.aside
        self.signal = signal
    }

    func receive(_ message: Span<UInt8>, _ turn: inout StreamTurn) {}
    func clientEnded(_ turn: inout StreamTurn) {}

    func produce(_ turn: inout StreamTurn) {
        while turn.hasRoom {
            switch source.take() {
            case .page(let bytes): turn.send(bytes.span)
            case .end: return turn.finish()
            case .failed(let failure): return turn.fail(Status(describing: failure))
            case .nothingYet: return readOn()
            }
        }
        readOn()
    }

    func cancelled() { source.stop() }

    private func readOn() {
        guard source.beginReading() else { return }
        let (source, signal) = (source, signal)
        aside {
            source.read()
            signal.requestTurn()
        }
    }
}
