import ProgramSettings
import Testing

struct SettingSourcesTests {
    private static let known: [SettingName] = [.dataDirectory, .trusted, .workers, .strict]

    private func sources(
        _ environment: [String: String] = [:], file: String? = nil
    ) throws -> SettingSources {
        let config = try file.map { try ConfigFile(text: Array($0.utf8), name: "f") }
        return try SettingSources(
            environment: environment, file: config ?? .none, known: Self.known)
    }

    @Test("one name serves flag, environment and file")
    func names() {
        #expect(SettingName.dataDirectory.environmentName == "ROLLCALL_DATA_DIR")
    }

    @Test("the flag comes before the environment, the environment before the file")
    func precedence() throws {
        let file = #"{"data-dir": "file"}"#
        let both = try sources(["ROLLCALL_DATA_DIR": "environment"], file: file)
        #expect(try both.value(.dataDirectory, flag: "flag") == "flag")
        #expect(try both.value(.dataDirectory, flag: String?.none) == "environment")
        #expect(
            try sources(file: file).value(.dataDirectory, flag: String?.none) == "file")
        #expect(try sources().value(.dataDirectory, flag: String?.none) == nil)
    }

    @Test("an empty variable counts as not given")
    func emptyVariable() throws {
        let sources = try sources(["ROLLCALL_DATA_DIR": ""], file: #"{"data-dir": "file"}"#)
        #expect(try sources.value(.dataDirectory, flag: String?.none) == "file")
    }

    @Test("repeated settings take one source whole")
    func repeated() throws {
        let file = #"{"trusted-uid": [7, 8]}"#
        let both = try sources(["ROLLCALL_TRUSTED_UID": "1000,1001"], file: file)
        #expect(try both.values(.trusted, flags: [5] as [UInt32]) == [5])
        #expect(try both.values(.trusted, flags: [UInt32]()) == [1000, 1001])
        #expect(try sources(file: file).values(.trusted, flags: [UInt32]()) == [7, 8])
        #expect(try sources().values(.trusted, flags: [UInt32]()) == [])
    }

    @Test("numbers and booleans have their own form in a file")
    func forms() throws {
        let sources = try sources(file: #"{"workers": 3, "strict": true}"#)
        #expect(try sources.value(.workers, flag: Int?.none) == 3)
        #expect(try sources.value(.strict, flag: Bool?.none) == true)
    }

    @Test(
        "a value of the wrong type is wrong usage and says what is expected",
        arguments: [
            (#"{"workers": "3"}"#, "\"workers\" is a string, expected a whole number"),
            (#"{"workers": null}"#, "\"workers\" is null, expected a whole number"),
            (#"{"workers": 1.5}"#, "\"workers\" must be a whole number"),
            (#"{"workers": [3]}"#, "\"workers\" is an array, expected a whole number"),
        ])
    func wrongTypes(_ file: String, _ complaint: String) throws {
        let sources = try sources(file: file)
        #expect(throws: ProgramFailure.usage("the config file f: \(complaint)")) {
            try sources.value(.workers, flag: Int?.none)
        }
    }

    @Test("a repeated setting is an array of the right type")
    func wrongArrays() throws {
        for file in [#"{"trusted-uid": 7}"#, #"{"trusted-uid": ["7"]}"#, #"{"trusted-uid": [-1]}"#]
        {
            #expect(throws: ProgramFailure.self, "\(file)") {
                try sources(file: file).values(.trusted, flags: [UInt32]())
            }
        }
    }

    @Test("a variable of the wrong type is named")
    func wrongVariable() throws {
        let sources = try sources(["ROLLCALL_WORKERS": "many"])
        #expect(throws: ProgramFailure.usage("ROLLCALL_WORKERS must be a whole number")) {
            try sources.value(.workers, flag: Int?.none)
        }
    }

    @Test("a member that no setting has is refused by name")
    func unknownMember() {
        let wanted = ProgramFailure.usage("the config file f: no setting is named \"data_dir\"")
        #expect(throws: wanted) { try sources(file: #"{"data_dir": "x"}"#) }
    }

    @Test(
        "a file that is not one JSON object is wrong usage",
        arguments: ["", "[]", "{", #"{"workers":1,"workers":2}"#, "{} {}"])
    func malformedFile(_ text: String) {
        #expect(throws: ProgramFailure.self) {
            try ConfigFile(text: Array(text.utf8), name: "f")
        }
    }

    @Test("a file that cannot be read is wrong usage")
    func noFile() {
        let wanted = ProgramFailure.usage("cannot read the config file /no/such/file")
        #expect(throws: wanted) { try ConfigFile(path: "/no/such/file") }
    }
}

extension SettingName {
    fileprivate static let dataDirectory: SettingName = "data-dir"
    fileprivate static let trusted: SettingName = "trusted-uid"
    fileprivate static let workers: SettingName = "workers"
    fileprivate static let strict: SettingName = "strict"
}
