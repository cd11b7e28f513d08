/// Which stream of which connection.
struct StreamPlace {
    var connection: UInt64
    var streamID: UInt32
}
