import ProtobufC

/// What the daemon's one writer has done since the start.
public struct WriterStatus: MessageCoding, Equatable, Sendable {
    /// That wait now.
    public var queuedCommands: Int64
    /// That shared a commit.
    public var batchCommands: Histogram
    /// Of each commit, with the log synced to the disk.
    public var commitMicroseconds: Histogram
    public var failedCommits: Int64

    public init(
        queuedCommands: Int64 = 0, batchCommands: Histogram = Histogram(),
        commitMicroseconds: Histogram = Histogram(), failedCommits: Int64 = 0
    ) {
        self.queuedCommands = queuedCommands
        self.batchCommands = batchCommands
        self.commitMicroseconds = commitMicroseconds
        self.failedCommits = failedCommits
    }

    public static var schema: Schema { .writerStatus }

    public init(reading reader: borrowing MessageReader) {
        queuedCommands = reader.int64(1)
        batchCommands = reader.message(2) { Histogram(reading: $0) } ?? Histogram()
        commitMicroseconds = reader.message(3) { Histogram(reading: $0) } ?? Histogram()
        failedCommits = reader.int64(4)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: queuedCommands)
        writer.set(2) { batchCommands.write(to: &$0) }
        writer.set(3) { commitMicroseconds.write(to: &$0) }
        writer.set(4, int64: failedCommits)
    }
}
