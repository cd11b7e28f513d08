/// The classes of characters that the rules speak of. ASCII is told without the Unicode tables: it
/// is nearly everything, on the way of every look-up.
extension Unicode.Scalar {
    /// The property White_Space.
    var isWhiteSpace: Bool {
        isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    /// The general category Cc.
    var isControl: Bool {
        isASCII ? value < 0x20 || value == 0x7F : properties.generalCategory == .control
    }
}
