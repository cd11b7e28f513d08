import Testing

@testable import rollcall_load

@Suite("Calls in flight")
struct CallsInFlightTests {
    @Test("ids are odd and rise; each answers its own call")
    func idsRise() {
        var calls = CallsInFlight(limit: 2)
        #expect(calls.insert(Call(user: 10), plannedAt: 1, sentAt: 1) == 1)
        #expect(calls.insert(Call(user: 11), plannedAt: 2, sentAt: 2) == 3)
        #expect(calls.remove(3)?.call.user == 11)
        #expect(calls.remove(1)?.sentAt == 1)
        #expect(calls.count == 0)
    }

    @Test("an id answers once, and one never sent not at all")
    func anIDAnswersOnce() {
        var calls = CallsInFlight(limit: 1)
        let id = calls.insert(Call(user: 1), plannedAt: 0, sentAt: 0)
        #expect(calls.remove(id + 2) == nil)
        #expect(calls.remove(id) != nil)
        #expect(calls.remove(id) == nil)
    }

    @Test("a call that waits long is passed over, and keeps its id")
    func aLateCallIsPassedOver() {
        var calls = CallsInFlight(limit: 2)
        let late = calls.insert(Call(user: 99), plannedAt: 0, sentAt: 0)
        for user in 0..<1_000 {
            let id = calls.insert(Call(user: user), plannedAt: 5, sentAt: 5)
            #expect(id != late)
            #expect(calls.remove(id)?.call.user == user)
        }
        #expect(calls.remove(late)?.call.user == 99)
    }

    @Test("on a wire without ids the oldest call is answered first")
    func theOldestFirst() {
        var calls = CallsInFlight(limit: 3)
        var answered: [Int] = []
        for user in 0..<50 {
            _ = calls.insert(Call(user: user), plannedAt: 0, sentAt: 0)
            if user >= 2 { answered.append(calls.removeOldest()!.call.user) }
        }
        #expect(answered == Array(0..<48))
    }

    @Test("the calls of a lost connection are all taken out, whatever was answered before")
    func allAreTakenOut() {
        var calls = CallsInFlight(limit: 1)
        for user in 0..<30 {
            let id = calls.insert(Call(user: user), plannedAt: 0, sentAt: 0)
            if user < 29 { _ = calls.remove(id) }
        }
        #expect(calls.removeAll().map(\.call.user) == [29])
        #expect(calls.occupied == 0)
        _ = calls.insert(Call(user: 30), plannedAt: 0, sentAt: 0)
        #expect(calls.count == 1)
    }

    @Test("a call that was given up is waited for no more, and its late answer is known")
    func givenUp() {
        var calls = CallsInFlight(limit: 2)
        let early = calls.insert(Call(user: 1), plannedAt: 0, sentAt: 5)
        _ = calls.insert(Call(user: 2), plannedAt: 0, sentAt: 50)
        #expect(calls.giveUp(sentBefore: 10).map(\.call.user) == [1])
        #expect(calls.giveUp(sentBefore: 10).isEmpty)
        #expect(calls.count == 1)
        #expect(calls.occupied == 2)
        let late = calls.remove(early)
        #expect(late?.isGivenUp == true)
        #expect(calls.count == 1)
        #expect(calls.occupied == 1)
    }
}
