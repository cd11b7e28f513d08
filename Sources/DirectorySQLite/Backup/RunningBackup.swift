import DirectoryDomain

/// The writer's part of a backup: some pages at a time, in turns with the batches of others, so
/// that the log can be copied and emptied as ever.
final class RunningBackup {
    enum Progress {
        case goesOn
        case ended
    }

    /// A page takes 3 to 5 µs: one slice at the most while callers wait.
    static let slicePages = 256
    /// For a disk that is slower than that.
    static let sliceNanoseconds: UInt64 = 1_000_000
    /// Each step of SQLite's locks and unlocks the source, for about as long as a page takes.
    private static let stepPages = 32

    private let order: BackupOrder
    /// nil once it has ended.
    private var copy: PageCopy?

    /// A failure to begin ends the order.
    init?(_ order: BackupOrder, of source: RawConnection) {
        self.order = order
        do {
            let target = try RawConnection(order.target)
            // As the store's own file: nothing that was erased in what is unused of a page.
            try target.scrubPages()
            copy = try PageCopy(of: source, into: target)
        } catch {
            order.end(BackupFailure(copying: error))
            return nil
        }
    }

    /// Copies one slice.
    func advance(
        monotonic: () -> UInt64, report: (StoreCondition.Progress) -> Void
    ) -> Progress {
        guard let copy else { return .ended }
        if order.isOver() { return end(.abandoned) }
        guard order.room.isLeft else { return end(.noRoom) }
        let began = monotonic()
        var pages = 0
        do {
            repeat {
                guard try copy.step(pages: Self.stepPages) else { return end(nil) }
                pages += Self.stepPages
            } while pages < Self.slicePages && monotonic() &- began < Self.sliceNanoseconds
        } catch {
            return end(BackupFailure(copying: error))
        }
        report(BackupProgress.copied(copy.copiedPages, of: copy.pageCount))
        return .goesOn
    }

    /// Lets go of the target before anybody hears of it.
    @discardableResult
    func end(_ failure: BackupFailure?) -> Progress {
        guard let copy else { return .ended }
        // By a call: who advances it still refers to it.
        copy.end()
        self.copy = nil
        order.end(failure)
        return .ended
    }
}

extension BackupFailure {
    fileprivate init(copying failure: StoreFailure) {
        switch failure {
        // Only the copy is written.
        case .full: self = .noRoom
        case .corrupt: self = .damaged
        case .unavailable, .outcomeUnknown, .busy, .closing: self = .store(.unavailable)
        }
    }
}
