import DirectoryDomain

extension StoreContract {
    private static let period = ExportQuota.periodMilliseconds

    static let exports: [Rule] = [
        Rule("an export gives the number in parts and raises the version alone") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+1 444-555-6666")
            store.clock.advance(milliseconds: 5_000)
            let outcome = try await store.export(user)
            try expect(outcome.number.e164, is: "+14445556666")
            try expect(outcome.number.countryCode, is: "1")
            try expect(outcome.number.nationalNumber, is: "4445556666")
            try expect(outcome.updatedAt, is: user.updatedAt)
            var wanted = user
            wanted.version = 3
            try expect(try store.user(.authyID(user.authyID)), is: wanted)
            try expect(try store.user(.canonicalPhoneNumber("+14445556666")), is: wanted)
            let event = try require(try store.log().last, "event")
            try expect(event.event, is: .phoneNumberExported(masked: "***6666"))
            try expect(event.version, is: 3)
            try expect(event.time, is: store.clock.now)
        },
        Rule("a number is exported three times in thirty days, to the millisecond") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            for _ in 0..<3 {
                try await store.export(user)
                store.clock.advance(milliseconds: 1_000)
            }
            try await expectRefusal(.exportQuotaSpent(retryAfterMilliseconds: period - 3_000)) {
                try await store.export(user)
            }
            store.clock.advance(milliseconds: period - 3_001)
            try await expectRefusal(.exportQuotaSpent(retryAfterMilliseconds: 1)) {
                try await store.export(user)
            }
            store.clock.advance(milliseconds: 1)
            try await store.export(user)
            try await expectRefusal(.exportQuotaSpent(retryAfterMilliseconds: 1_000)) {
                try await store.export(user)
            }
            try expect(try store.log().count, is: 6, "the number of events")
        },
        Rule("four exports at once give three numbers") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            let granted = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for _ in 0..<4 { group.addTask { (try? await store.export(user)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try expect(granted, is: 3, "the number of exports")
            try expect(try store.user(.uuid(user.uuid))?.version, is: 5)
        },
        Rule("export times are those after a moment, the oldest first") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            let start = store.clock.now
            for _ in 0..<3 {
                store.clock.advance(milliseconds: 10)
                try await store.export(user)
            }
            for (since, wanted) in [(Int64(-1), [Int64(10), 20, 30]), (10, [20, 30]), (30, [])] {
                let times = try await store.run(
                    PlantedCommand { transaction, _ in
                        try transaction.exportTimes(
                            of: user.uuid, since: start.adding(milliseconds: since))
                    })
                try expect(times.map { $0.milliseconds - start.milliseconds }, is: wanted)
            }
        },
        Rule("the quota is the user's: it outlives a change of number and is nobody else's") {
            store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            for _ in 0..<3 { try await store.export(user) }
            try await store.set("+14445556667", of: user)
            try await expectRefusal(.exportQuotaSpent(retryAfterMilliseconds: period)) {
                try await store.export(user)
            }
            let other = try await store.create("b@example.com", phoneNumber: "+14445556666")
            try await store.export(other)
        },
        Rule("nobody's number, or none, is not exported") { store in
            try await store.create("a@example.com")
            for authyID in [Int64(1), 2, 0, -1, .max, .min] {
                try await expectRefusal(.notFound) {
                    try await store.run(ExportPhoneNumber(authyID: authyID))
                }
            }
        },
        Rule("what can't be exported is refused before the quota is looked at") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            for _ in 0..<3 { try await store.export(user) }
            for number in ["555-0123", "+999123", "+1", "+44"] {
                try await store.set(number, of: user)
                try await expectRefusal(.numberNotExportable) { try await store.export(user) }
            }
        },
        Rule("a clock that was set back lends no exports and turns no order around") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+14445556666")
            store.clock.advance(milliseconds: 60_000)
            for _ in 0..<3 { try await store.export(user) }
            store.clock.step(byMilliseconds: -30_000)
            try await expectRefusal(.exportQuotaSpent(retryAfterMilliseconds: period + 30_000)) {
                try await store.export(user)
            }
            let update = try await store.set("+14445556667", of: user)
            try expect(
                update.event?.time, is: store.clock.now.adding(milliseconds: 30_000))
            let times = try store.log().map(\.time)
            try expect(times == times.sorted(), "times never run backwards")
        },
    ]
}
