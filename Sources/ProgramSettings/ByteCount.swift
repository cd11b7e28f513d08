import ArgumentParser

/// A quantity of memory as people write it: `67108864`, `64MiB`, `64M`, `1GiB`.
package struct ByteCount: Equatable, Sendable {
    package let bytes: Int

    package init(bytes: Int) { self.bytes = bytes }
}

extension ByteCount: SettingValue {
    package static var fileForm: SettingFileForm { .string }
    package static var expectation: String { "a number of bytes such as 64MiB" }

    package init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), let factor = Self.factor(argument.dropFirst(digits.count))
        else { return nil }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: factor)
        guard !isTooLarge else { return nil }
        self.bytes = bytes
    }

    private static func factor(_ unit: Substring) -> Int? {
        switch unit {
        case "", "B": 1
        case "K", "KiB": 1 << 10
        case "M", "MiB": 1 << 20
        case "G", "GiB": 1 << 30
        default: nil
        }
    }
}
