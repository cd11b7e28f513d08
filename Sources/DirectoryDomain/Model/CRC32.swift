/// The checksum of IEEE 802.3 and zlib: polynomial 0x04C11DB7, reflected. Finds typos, and is no
/// protection against anyone who means it.
enum CRC32 {
    static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in
            sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ (sum >> 1)
        }
    }
}
