/// One uid's part of a worker, for as long as it has connections there.
final class UIDShare {
    let uid: UInt32
    let tally: UIDTally
    var connections = 0
    /// Bytes read for it in the wake-up of this number.
    private var read = 0
    private var wakeUp: UInt64 = 0

    init(_ uid: UInt32, _ tally: UIDTally) {
        self.uid = uid
        self.tally = tally
    }

    /// Bytes that may still be read for it in this wake-up; 0 instead of a few, which would only
    /// cut a frame in two.
    func allowance(in wakeUp: UInt64, of limit: Int) -> Int {
        guard wakeUp == self.wakeUp else { return limit }
        let left = limit - read
        return left >= limit / 8 ? left : 0
    }

    func note(_ count: Int, in wakeUp: UInt64) {
        if wakeUp != self.wakeUp {
            self.wakeUp = wakeUp
            read = 0
        }
        read += count
    }
}
