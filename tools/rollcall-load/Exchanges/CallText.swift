/// A text that calls differ in: all are as long for one call as for another.
enum CallText: CaseIterable, Sendable {
    case uuid, email, number
    /// As it stands in a URL behind an escaped plus sign.
    case numberDigits

    var length: Int {
        switch self {
        case .uuid: Population.Text.uuid.length
        case .email: Population.Text.email.length
        case .number: Population.Text.phoneNumber.length
        case .numberDigits: Population.Text.phoneNumber.length - 1
        }
    }

    /// Writes `length` bytes, which must be there.
    func write(of call: Call, to output: inout [UInt8], at offset: Int) {
        switch self {
        case .uuid: Population.write(.uuid, of: call.user, to: &output, at: offset)
        case .email:
            if call.isAboutNewcomer {
                Population.writeNewcomer(call.choice, to: &output, at: offset)
            } else {
                Population.write(.email, of: call.user, to: &output, at: offset)
            }
        case .number:
            if call.choice == 0 {
                Population.write(.phoneNumber, of: call.user, to: &output, at: offset)
            } else {
                Population.writeSpareNumber(call.choice, to: &output, at: offset)
            }
        case .numberDigits:
            // The plus sign falls on the last byte before, which is the same in all calls.
            let before = output[offset - 1]
            CallText.number.write(of: call, to: &output, at: offset - 1)
            output[offset - 1] = before
        }
    }

    func bytes(of call: Call) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length + 1)
        write(of: call, to: &bytes, at: 1)
        return Array(bytes[1...])
    }
}
