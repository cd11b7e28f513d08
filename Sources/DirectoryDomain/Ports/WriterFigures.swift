/// What an engine's writer has done since it began, and what waits for it.
package struct WriterFigures: Equatable, Sendable {
    /// How values are spread: so many up to each bound, above the one before it.
    package struct Spread: Equatable, Sendable {
        /// In rising order.
        package var bounds: [Int64]
        /// One more than there are bounds.
        package var counts: [Int64]
        package var sum: Int64

        package init(bounds: [Int64], counts: [Int64], sum: Int64) {
            self.bounds = bounds
            self.counts = counts
            self.sum = sum
        }
    }

    package var queuedCommands = 0
    /// Commands that shared a commit.
    package var batchCommands: Spread
    package var commitMicroseconds: Spread
    package var failedCommits: Int64

    package init(batchCommands: Spread, commitMicroseconds: Spread, failedCommits: Int64) {
        self.batchCommands = batchCommands
        self.commitMicroseconds = commitMicroseconds
        self.failedCommits = failedCommits
    }
}
