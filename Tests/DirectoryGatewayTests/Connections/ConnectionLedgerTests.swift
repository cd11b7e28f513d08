import Testing

@testable import DirectoryGateway

@Suite struct ConnectionLedgerTests {
    private static func ledger() -> ConnectionLedger {
        var limits = ConnectionLimits()
        limits.connections = 3
        limits.connectionsPerAddress = 2
        return ConnectionLedger(limits)
    }

    @Test("no more connections of one address are let in than it may have")
    func perAddress() {
        let ledger = Self.ledger()
        #expect(ledger.admit("a"))
        #expect(ledger.admit("a"))
        #expect(!ledger.admit("a"))
        #expect(ledger.admit("b"))
    }

    @Test("no more connections are let in than there may be in all")
    func inAll() {
        let ledger = Self.ledger()
        #expect(ledger.admit("a"))
        #expect(ledger.admit("b"))
        #expect(ledger.admit("c"))
        #expect(!ledger.admit("d"))
    }

    @Test("a connection that has ended makes room for one, and no more")
    func release() {
        let ledger = Self.ledger()
        for address in ["a", "a", "b"] { #expect(ledger.admit(address)) }
        ledger.release("a")
        ledger.release("nobody")
        #expect(ledger.admit("c"))
        #expect(!ledger.admit("a"))
    }
}
