import Testing

@testable import rollcall

@Suite("The bar of a verification")
struct VerificationBarTests {
    @Test("shows the part that is done")
    func parts() {
        #expect(VerificationBar.line(done: 0, total: 8).hasSuffix("] 0 %"))
        let half = VerificationBar.line(done: 4, total: 8)
        #expect(half.hasSuffix("] 50 %"))
        #expect(half.count { $0 == "#" } == half.count { $0 == "." })
        #expect(VerificationBar.line(done: 9, total: 8).hasSuffix("#] 100 %"))
    }

    @Test("bytes are said in the unit that suits them")
    func sizes() {
        #expect(StatusCommand.size(bytes: 0) == "0 KiB")
        #expect(StatusCommand.size(bytes: 1) == "1 KiB")
        #expect(StatusCommand.size(bytes: 3 << 19) == "1.5 MiB")
    }
}
