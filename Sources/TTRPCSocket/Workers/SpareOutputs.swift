/// Buffers for output, lent to the connections that have something to say: an idle one holds none.
struct SpareOutputs {
    private static let limit = 64
    /// A buffer that has grown beyond this is not kept.
    private static let capacity = 256 << 10

    private var buffers: [[UInt8]] = []

    init() { buffers.reserveCapacity(Self.limit) }

    /// Gives an output without memory a buffer.
    mutating func lend(to output: inout [UInt8]) {
        guard output.capacity == 0, var buffer = buffers.popLast() else { return }
        swap(&buffer, &output)
    }

    /// Takes the memory of an output that is empty.
    mutating func takeBack(from output: inout [UInt8]) {
        guard output.capacity > 0 else { return }
        var buffer: [UInt8] = []
        swap(&buffer, &output)
        guard buffers.count < Self.limit, buffer.capacity <= Self.capacity else { return }
        buffers.append(buffer)
    }
}
