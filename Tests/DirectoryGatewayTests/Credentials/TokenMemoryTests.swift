import Testing

@testable import DirectoryGateway

@Suite struct TokenMemoryTests {
    private static let token = VerifiedToken(subject: "u", reach: .user, endsAt: 100)

    @Test("a remembered token ends when it ends")
    func token() {
        let memory = TokenMemory()
        memory.remember(Self.token, "t", at: 1)
        #expect(memory.verdict(on: "t", at: 99) == .counts(Self.token))
        #expect(memory.verdict(on: "t", at: 100) == nil)
        #expect(memory.verdict(on: "T", at: 1) == nil)
    }

    @Test("no more tokens are remembered than there is room for")
    func bounded() {
        let memory = TokenMemory()
        for number in 0...TokenMemory.capacity { memory.remember(Self.token, "\(number)", at: 1) }
        #expect(memory.verdict(on: "0", at: 1) == nil)
        #expect(memory.verdict(on: "\(TokenMemory.capacity)", at: 1) == .counts(Self.token))
    }

    @Test("a forgery is remembered for ten seconds")
    func forgery() {
        let memory = TokenMemory()
        memory.rememberForgery("f", at: 1)
        #expect(memory.verdict(on: "f", at: 10.9) == .isForged)
        #expect(memory.verdict(on: "f", at: 11) == nil)
    }

    @Test("however many forgeries there are, a token that counts stays remembered")
    func apart() {
        let memory = TokenMemory()
        memory.remember(Self.token, "t", at: 1)
        for number in 0...TokenMemory.forgeryCapacity { memory.rememberForgery("\(number)", at: 1) }
        #expect(memory.verdict(on: "0", at: 1) == nil)
        #expect(memory.verdict(on: "\(TokenMemory.forgeryCapacity)", at: 1) == .isForged)
        #expect(memory.verdict(on: "t", at: 1) == .counts(Self.token))
    }
}
