import DirectoryAPI

extension FuzzCheck {
    /// A JSON text that is read is written and read again as the same.
    static let json = FuzzCheck("json") { bytes in
        guard let value = try? JSONParser.parse(bytes) else { return nil }
        for layout in [JSONValue.Layout.compact, .indented] {
            guard let again = try? JSONParser.parse(value.text(layout)) else {
                return "what was written is refused"
            }
            if again != value { return "another value came back" }
        }
        return nil
    }
}
