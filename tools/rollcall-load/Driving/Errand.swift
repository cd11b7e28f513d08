import CLinux
import ProgramSettings

/// An exchange that comes to an end, driven to it as fast as the server answers.
struct Errand<E: Exchange>: ~Copyable {
    private(set) var loop: LoadLoop<E>
    private(set) var figures = Figures(window: 0..<(1 << 62), isOpen: false, lateAfter: .max)

    private static var patience: UInt64 { 30_000_000_000 }

    init(
        _ exchange: E, path: String, connections: Int, inFlight: Int, _ interruption: Interruption?
    ) throws(LoadFailure) {
        loop = try LoadLoop(
            exchange, to: .socket(path: path), connections: connections, inFlight: inFlight,
            timeout: Errand.patience, interruption: interruption)
    }

    /// - Parameter progress: told five times a second, with the nanoseconds since the start.
    /// - Throws: `LoadFailure`; `ProgramFailure` when a call was refused, or nothing is answered.
    mutating func run(progress: (borrowing LoadLoop<E>, UInt64) -> Void = { _, _ in }) throws {
        let start = clinux_monotonic_ns()
        while !loop.isFinished {
            try loop.run(until: clinux_monotonic_ns() + 200_000_000, into: &figures)
            if loop.isInterrupted { throw Interrupted() }
            if let (code, _) = figures.refusals.first {
                throw ProgramFailure.refused("the server refused a call with status \(code)")
            }
            guard figures.lost == 0 else {
                throw ProgramFailure.refused("the server closed a connection")
            }
            guard figures.timeouts == 0 else {
                throw ProgramFailure.refused("the server has not answered for 30 s")
            }
            progress(loop, clinux_monotonic_ns() - start)
        }
    }
}

/// ^C has come.
struct Interrupted: Error {}
