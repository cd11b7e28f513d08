import ArgumentParser

/// `--expected-version`, for whoever changes what they have read before.
struct VersionExpectation: ParsableArguments {
    @Option(
        name: .customLong("expected-version"),
        help: ArgumentHelp("Refuse (ABORTED) when the user is at another.", valueName: "n"))
    var expectedVersion: Int64?

    /// 0 = any.
    var version: Int64 { expectedVersion ?? 0 }

    func validate() throws {
        if let expectedVersion, expectedVersion < 1 {
            throw ValidationError("--expected-version is from 1")
        }
    }
}
