/// How a store is, for operators. Any thread may ask, and nobody waits for the answer.
package struct StoreCondition: Equatable, Sendable {
    /// Of the write-ahead log, in use.
    package var logBytes: Int64 = 0
    /// Writes are refused until there is space again.
    package var isDiskFull = false
    /// How far the verification that runs is; nil when none does.
    package var verification: Progress?
    /// How far the backup that is made is; nil when none is.
    package var backup: Progress?
    /// nil for an engine that does not count.
    package var writer: WriterFigures?

    package struct Progress: Equatable, Sendable {
        package var done: Int64
        package var total: Int64

        package init(done: Int64, total: Int64) {
            self.done = done
            self.total = total
        }
    }

    package init() {}
}
