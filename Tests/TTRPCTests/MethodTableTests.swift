import Testing

@testable import TTRPC

@Suite("Finding a method")
struct MethodTableTests {
    private let table = MethodTable([("a.S", "One"), ("a.S", "Two"), ("b.T", "One")])

    private func match(_ service: String, _ method: String) -> MethodTable.Match {
        table.match(service: Array(service.utf8).span, method: Array(method.utf8).span)
    }

    @Test("a method is found by both names")
    func found() {
        #expect(match("a.S", "One") == .method(0))
        #expect(match("a.S", "Two") == .method(1))
        #expect(match("b.T", "One") == .method(2))
    }

    @Test("an unknown service is told from an unknown method")
    func unknown() {
        #expect(match("a.S", "Three") == .unknownMethod)
        #expect(match("b.T", "Two") == .unknownMethod)
        #expect(match("c.U", "One") == .unknownService)
        #expect(match("a.S", "") == .unknownMethod)
        #expect(match("", "One") == .unknownService)
    }
}
