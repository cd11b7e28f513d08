import DirectoryDomain
import Synchronization

/// Look-ups with their answers, packed as they are sent, for all workers: a hit is a copy of bytes.
///
/// **Read-your-writes.** The writer drops what a commit changes before it commits, and with that
/// sets the sequence below which nothing is taken in: the one that readers count only after the
/// commit. So an answer from before is either here and dropped, or comes too late to be kept; and
/// one that is taken in was read in a snapshot with every change that was ever dropped under its
/// key. That somebody has no record is not kept.
///
/// **Bounded.** The memory for all of it is set aside at once, and the kernel gives it as it fills.
/// A full set of places gives up what was not asked for since it was last looked at. What is
/// dropped or given up is overwritten.
///
/// Any thread. A look-up holds one of sixteen locks for as long as it copies.
package final class HotRecordTable: HotRecords, Sendable {
    package struct Figures: Equatable, Sendable {
        package var entries = 0
        /// Of the entries, with their part of the index.
        package var bytes = 0
        /// Of all places, with the index.
        package var capacityBytes = 0
        package var hits: UInt64 = 0
        package var misses: UInt64 = 0
    }

    /// The least that a table can be made of.
    package static let minimumBytes = shardCount * RecordMemory.setBytes
    private static let shardCount = 16
    private static let entryBytes = RecordMemory.placeBytes + RecordMemory.tagBytes

    private let shards: InlineArray<16, Mutex<HotRecordShard>>
    private let setsEach: Int
    private let hash: KeyHash

    /// - Parameter bytes: of memory at the most, the index included; at least `minimumBytes`.
    package init(bytes: Int) {
        precondition(bytes >= Self.minimumBytes)
        let sets = bytes / Self.minimumBytes
        setsEach = sets
        shards = InlineArray { _ in Mutex(HotRecordShard(sets: sets)) }
        hash = KeyHash(seed: .random(in: .min ... .max))
    }

    /// Appends the record that is kept under a key; false when there is none.
    package func copy(_ key: borrowing HotRecordKey, to output: inout [UInt8]) -> Bool {
        let hash = hash(key.kind.rawValue, key.bytes)
        return shards[Self.shard(hash)].withLock { shard in
            shard.copy(key, hash: hash, to: &output)
        }
    }

    /// Keeps the record that a key was answered with, unless it is too long.
    /// - Parameter sequence: the reader's, after it has read the record.
    package func keep(_ key: UserKey, _ record: Span<UInt8>, readAt sequence: UInt64) {
        key.withHotRecordKey { key in
            let hash = hash(key.kind.rawValue, key.bytes)
            shards[Self.shard(hash)].withLock { shard in
                shard.keep(key, hash: hash, record, readAt: sequence)
            }
        }
    }

    package func drop(_ keys: [UserKey], at sequence: UInt64) {
        for key in keys {
            key.withHotRecordKey { key in
                let hash = hash(key.kind.rawValue, key.bytes)
                shards[Self.shard(hash)].withLock { shard in
                    shard.drop(key, hash: hash, at: sequence)
                }
            }
        }
    }

    package var figures: Figures {
        var figures = Figures(capacityBytes: setsEach * Self.minimumBytes)
        for index in shards.indices {
            shards[index].withLock { shard in
                figures.entries += shard.entries
                figures.hits += shard.hits
                figures.misses += shard.misses
            }
        }
        figures.bytes = figures.entries * Self.entryBytes
        return figures
    }

    private static func shard(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash & 15) }
}
