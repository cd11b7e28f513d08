import Synchronization

/// Numbers that tell requests apart, drawn without asking the system each time: SplitMix64 from a
/// random beginning. No secret: who has seen one can tell the next.
package enum RandomID {
    private static let state = Atomic<UInt64>(.random(in: .min ... .max))

    /// Never 0.
    package static func next() -> UInt64 {
        let step: UInt64 = 0x9E37_79B9_7F4A_7C15
        var number = state.wrappingAdd(step, ordering: .relaxed).newValue
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        number ^= number >> 31
        return number == 0 ? next() : number
    }
}
