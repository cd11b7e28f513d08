import ArgumentParser

/// Where settings come from, the first that has one counts: the flag, the environment
/// (`ROLLCALL_…`), the config file. The default is the caller's, behind `??`.
///
/// An empty environment variable counts as not given.
package struct SettingSources: Sendable {
    private let environment: [String: String]
    private let file: ConfigFile
    private let known: [SettingName]

    /// - Parameter known: every setting of the program; the file may hold no other.
    package init(
        environment: [String: String], file: ConfigFile, known: [SettingName]
    ) throws(ProgramFailure) {
        try file.refuseMembers(notIn: known)
        self.environment = environment
        self.file = file
        self.known = known
    }

    /// A setting's value; nil when nobody gave one.
    package func value<Value: SettingValue>(
        _ setting: SettingName, flag: Value?
    ) throws(ProgramFailure) -> Value? {
        precondition(known.contains(setting), "\(setting.text) is not among the known settings")
        if let flag { return flag }
        if let text = variable(setting) { return try convert(text, setting) }
        return try file.value(of: setting, as: Value.self)
    }

    /// The values of a setting that may be given often: a flag each time, separated by commas in
    /// the environment, an array in the file. Sources are not added up.
    package func values<Value: SettingValue>(
        _ setting: SettingName, flags: [Value]
    ) throws(ProgramFailure) -> [Value] {
        precondition(known.contains(setting), "\(setting.text) is not among the known settings")
        if !flags.isEmpty { return flags }
        if let text = variable(setting) {
            var values: [Value] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                values.append(try convert(String(part), setting))
            }
            return values
        }
        return try file.values(of: setting, as: Value.self) ?? []
    }

    private func variable(_ setting: SettingName) -> String? {
        guard let text = environment[setting.environmentName], !text.isEmpty else { return nil }
        return text
    }

    private func convert<Value: SettingValue>(
        _ text: String, _ setting: SettingName
    ) throws(ProgramFailure) -> Value {
        guard let value = Value(argument: text) else {
            throw .usage("\(setting.environmentName) must be \(Value.expectation)")
        }
        return value
    }
}
