import Foundation
import Testing

@Suite("Trouble with the disk")
struct DurabilityFaultTests {
    /// A little of each; `tools/faults` alone is the long form.
    @Test(
        "loses nothing that was acknowledged",
        arguments: ["io", "kill", "power", "full", "flip", "callers"])
    func trouble(_ part: String) async throws {
        let python = try #require(Products.installed("python3"), "python3 is not installed")
        let folder = try TemporaryFolder()
        let tool = Products.source("../../tools/faults").standardizedFileURL.path
        let result = try await Tool.run(
            python, [tool, part, "--quick", "--program", Products.program("rollcalld")],
            in: folder)
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("all is well"))
    }
}
