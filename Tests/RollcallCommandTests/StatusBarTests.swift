import Testing

@testable import rollcall

@Suite("The bar of what the daemon does")
struct StatusBarTests {
    @Test("shows the part that is done")
    func parts() {
        #expect(StatusBar.line(done: 0, total: 8).hasSuffix("] 0 %"))
        let half = StatusBar.line(done: 4, total: 8)
        #expect(half.hasSuffix("] 50 %"))
        #expect(half.count { $0 == "#" } == half.count { $0 == "." })
        #expect(StatusBar.line(done: 9, total: 8).hasSuffix("#] 100 %"))
    }

    @Test("bytes are said in the unit that suits them")
    func sizes() {
        #expect(StatusCommand.size(bytes: 0) == "0 KiB")
        #expect(StatusCommand.size(bytes: 1) == "1 KiB")
        #expect(StatusCommand.size(bytes: 3 << 19) == "1.5 MiB")
    }
}
