import ArgumentParser
import DirectoryAPI
import Foundation

/// The members of a config file: one JSON object, its keys the long flags without dashes.
package struct ConfigFile: Equatable, Sendable {
    let members: [JSONValue.Member]
    private let name: String

    /// No file: every setting comes from elsewhere.
    package static let none = ConfigFile(members: [], name: "")

    private init(members: [JSONValue.Member], name: String) {
        self.members = members
        self.name = name
    }

    /// - Throws: `.usage` for a file that cannot be read or is not one JSON object.
    package init(path: String) throws(ProgramFailure) {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw .usage("cannot read the config file \(path)")
        }
        try self.init(text: Array(bytes), name: path)
    }

    package init(text: [UInt8], name: String) throws(ProgramFailure) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(text)
        } catch {
            throw .usage("the config file \(name): \(error)")
        }
        guard case .object(let members) = value else {
            throw .usage("the config file \(name): \(value.kindName) instead of an object")
        }
        self.init(members: members, name: name)
    }

    /// Refuses members that no setting has the name of: a typo must not be a setting unset.
    func refuseMembers(notIn known: [SettingName]) throws(ProgramFailure) {
        for member in members where !known.contains(where: { $0.text == member.name }) {
            throw .usage("the config file \(name): no setting is named \"\(member.name)\"")
        }
    }

    /// The value of a setting; nil when the file does not have it.
    func value<Value: SettingValue>(
        of setting: SettingName, as type: Value.Type
    ) throws(ProgramFailure) -> Value? {
        guard let found = member(setting) else { return nil }
        return try convert(found, setting, type)
    }

    /// The values of a setting that is an array; nil when the file does not have it.
    func values<Value: SettingValue>(
        of setting: SettingName, as type: Value.Type
    ) throws(ProgramFailure) -> [Value]? {
        guard let found = member(setting) else { return nil }
        guard case .array(let elements) = found else {
            throw .usage(
                "the config file \(name): \"\(setting.text)\" is \(found.kindName), "
                    + "expected an array")
        }
        var values: [Value] = []
        for element in elements { values.append(try convert(element, setting, type)) }
        return values
    }

    private func member(_ setting: SettingName) -> JSONValue? {
        members.first { $0.name == setting.text }?.value
    }

    private func convert<Value: SettingValue>(
        _ value: JSONValue, _ setting: SettingName, _ type: Value.Type
    ) throws(ProgramFailure) -> Value {
        let text: String? =
            switch (value, Value.fileForm) {
            case (.string(let text), .string): text
            case (.number(let text), .number): text
            case (.bool(let value), .boolean): value ? "true" : "false"
            default: nil
            }
        guard let text else {
            throw .usage(
                "the config file \(name): \"\(setting.text)\" is \(value.kindName), "
                    + "expected \(Value.expectation)")
        }
        guard let converted = Value(argument: text) else {
            throw .usage(
                "the config file \(name): \"\(setting.text)\" must be \(Value.expectation)")
        }
        return converted
    }
}
