import ArgumentParser
import ProgramSettings

/// How answers are printed.
enum OutputForm: String, CaseIterable, SettingValue {
    case table, json
}
