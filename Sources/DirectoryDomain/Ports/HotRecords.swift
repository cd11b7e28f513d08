/// Answers to look-ups that are kept in memory and shared by all readers of a store; see
/// `DirectoryReader.sequence` for who may add one.
package protocol HotRecords: AnyObject, Sendable {
    /// Forgets what is kept under these keys, and overwrites it. By the writer, before the commit
    /// that changes what they find, so that no one who reads after it, and no one who was told of
    /// it, is answered from before.
    /// - Parameter sequence: what readers count once the commit is done: from here on nothing that
    ///   was read at less is taken in under these keys.
    func drop(_ keys: [UserKey], at sequence: UInt64)
}
