import ArgumentParser

/// A type that a setting may have. Flags and the environment give it as text, the config file in
/// the form named here.
package protocol SettingValue: ExpressibleByArgument {
    static var fileForm: SettingFileForm { get }
    /// What is expected, for a person who gave something else: `a whole number`.
    static var expectation: String { get }
}

/// How a setting stands in a config file. A number where a string belongs is refused, not
/// converted.
package enum SettingFileForm: Sendable {
    case string, number, boolean
}

extension String: SettingValue {
    package static var fileForm: SettingFileForm { .string }
    package static var expectation: String { "a string" }
}

extension Int: SettingValue {
    package static var fileForm: SettingFileForm { .number }
    package static var expectation: String { "a whole number" }
}

extension UInt32: SettingValue {
    package static var fileForm: SettingFileForm { .number }
    package static var expectation: String { "a whole number from 0 to 4294967295" }
}

extension Double: SettingValue {
    package static var fileForm: SettingFileForm { .number }
    package static var expectation: String { "a number" }
}

extension Bool: SettingValue {
    package static var fileForm: SettingFileForm { .boolean }
    package static var expectation: String { "true or false" }
}

extension SettingValue where Self: RawRepresentable, RawValue == String, Self: CaseIterable {
    package static var fileForm: SettingFileForm { .string }
    package static var expectation: String {
        allCases.map(\.rawValue).joined(separator: " or ")
    }
}
