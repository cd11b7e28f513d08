/// Whether there is room to write. The writer's alone.
///
/// When a commit finds the disk full, the ballast is let go of and every write refused, so that
/// what is freed by that is left for the log to be copied and emptied; reads go on. Writing goes on
/// by itself once there is room for the ballast again, and for more than it.
struct DiskSpace {
    private let ballast: Ballast
    private(set) var isFull = false
    private var hasBallast = false

    init(_ ballast: Ballast) { self.ballast = ballast }

    /// At the start and when nothing else is to be done. A disk too small for the ballast is
    /// written all the same, as long as it takes what is written.
    mutating func restore() {
        guard !hasBallast, ballast.hasRoom, ballast.take() else { return }
        hasBallast = true
        isFull = false
    }

    /// A commit found no room, and was undone.
    mutating func didRunOut() {
        isFull = true
        hasBallast = false
        _ = ballast.release()
    }

    /// Before a batch.
    mutating func admitsWriting() -> Bool {
        if isFull { restore() }
        return !isFull
    }
}
