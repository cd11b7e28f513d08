import CProtobufC

/// Memory for the messages of one call, given back all at once.
///
/// protobuf-c has no limits of its own: a 4 MiB frame of unknown fields costs about 200 MiB when it
/// is unpacked. An arena refuses what would take unpacking over its `capacity`, and remembers that
/// it did. What is packed is our own, and has what it needs: an answer that grew too large for a
/// frame is refused by its length, and must not end the program before.
/// The first block is kept over `reset()`, so the steady state never calls malloc.
///
/// One thread at a time.
@safe public final class Arena {
    /// Bytes that may be handed out for unpacking between two calls of `reset()`.
    package let capacity: Int

    private let state: UnsafeMutablePointer<ArenaState>
    let allocator: UnsafeMutablePointer<ProtobufCAllocator>

    /// - Parameters:
    ///   - capacity: the most that may be handed out, in bytes; the default holds any message of
    ///     4 MiB whose fields are of ordinary size.
    ///   - firstBlock: bytes kept from one message to the next.
    package init(capacity: Int = 16 << 20, firstBlock: Int = 16 << 10) {
        precondition(firstBlock > 0 && capacity >= firstBlock)
        self.capacity = capacity
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: ArenaState(capacity: capacity, blockSize: firstBlock))
        unsafe allocator = .allocate(capacity: 1)
        unsafe allocator.initialize(
            to: ProtobufCAllocator(
                alloc: { data, size in
                    unsafe data?.assumingMemoryBound(to: ArenaState.self).pointee.allocate(size)
                },
                free: { _, _ in },
                allocator_data: UnsafeMutableRawPointer(state)))
    }

    deinit {
        unsafe state.pointee.releaseAll()
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
        unsafe allocator.deinitialize(count: 1)
        unsafe allocator.deallocate()
    }

    /// Whether something was refused since the last `reset()`.
    package var overflowed: Bool { unsafe state.pointee.overflowed }

    /// Bytes handed out since the last `reset()`.
    package var used: Int { unsafe state.pointee.total }

    /// Takes back everything handed out.
    package func reset() { unsafe state.pointee.reset() }

    /// Memory for something that is packed.
    func allocateForPacking(_ size: Int) -> UnsafeMutableRawPointer {
        unsafe state.pointee.take((size + 15) & ~15)
    }
}

/// The bump allocator behind an arena: plain memory, so that protobuf-c's callback touches no
/// reference count.
@safe struct ArenaState {
    private let capacity: Int
    private let blockSize: Int
    private let first: UnsafeMutableRawPointer
    private var current: UnsafeMutableRawPointer
    private var currentSize: Int
    private var offset = 0
    /// The blocks after the first, each with the address of the one before in its first word.
    private var newest: UnsafeMutableRawPointer?
    private(set) var total = 0
    private(set) var overflowed = false

    init(capacity: Int, blockSize: Int) {
        self.capacity = capacity
        self.blockSize = blockSize
        unsafe first = .allocate(byteCount: blockSize, alignment: 16)
        unsafe current = unsafe first
        currentSize = blockSize
        unsafe newest = nil
    }

    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        // A size near Int.max would wrap in the rounding below.
        guard size >= 0, size <= capacity else {
            overflowed = true
            return nil
        }
        let rounded = (size + 15) & ~15
        guard total + rounded <= capacity else {
            overflowed = true
            return nil
        }
        return unsafe take(rounded)
    }

    /// - Parameter rounded: a multiple of 16.
    mutating func take(_ rounded: Int) -> UnsafeMutableRawPointer {
        if offset + rounded > currentSize { addBlock(atLeast: rounded) }
        let result = unsafe current + offset
        offset += rounded
        total += rounded
        return unsafe result
    }

    private mutating func addBlock(atLeast size: Int) {
        let header = 16
        let blockBytes = max(size + header, min(capacity, max(blockSize, total * 2)) + header)
        let block = UnsafeMutableRawPointer.allocate(byteCount: blockBytes, alignment: 16)
        unsafe block.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
        unsafe newest = unsafe block
        unsafe current = unsafe block
        currentSize = blockBytes
        offset = header
    }

    mutating func reset() {
        releaseNewer()
        unsafe current = unsafe first
        currentSize = blockSize
        offset = 0
        total = 0
        overflowed = false
    }

    mutating func releaseAll() {
        releaseNewer()
        unsafe first.deallocate()
    }

    private mutating func releaseNewer() {
        while let block = unsafe newest {
            unsafe newest = unsafe block.load(as: UnsafeMutableRawPointer?.self)
            unsafe block.deallocate()
        }
    }
}
