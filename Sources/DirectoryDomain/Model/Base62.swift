/// Numbers written with the digits, the capitals and the small letters of ASCII, in this order.
enum Base62 {
    private static let digits = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The last `length` digits of a big-endian number, with leading zeros.
    static func text(of number: ArraySlice<UInt8>, length: Int) -> String {
        var number = Array(number)
        var text = [UInt8](repeating: digits[0], count: length)
        for place in text.indices.reversed() {
            var remainder = 0
            for index in number.indices {
                let dividend = remainder << 8 | Int(number[index])
                number[index] = UInt8(dividend / 62)
                remainder = dividend % 62
            }
            text[place] = digits[remainder]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
