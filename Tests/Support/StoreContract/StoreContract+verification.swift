import DirectoryDomain

extension StoreContract {
    static let verification: [Rule] = [
        Rule("an empty store is whole") { store in
            let found = try store.store.verify()
            try expect(found, is: StoreVerification(events: 0, users: 0, problems: []))
        },
        Rule("a store after ordinary use is whole, and says how large it is") { store in
            let organization = try await store.createOrganization("One")
            for index in 0..<20 {
                let user = try await store.create(
                    "\(index)@example.com", phoneNumber: "+1555123\(4000 + index)",
                    organizationID: organization.id)
                if index.isMultiple(of: 3) { try await store.export(user) }
                if index.isMultiple(of: 4) { try await store.removeNumber(of: user) }
                if index.isMultiple(of: 5) { try await store.erase(user) }
            }
            let found = try store.store.verify()
            let wanted = StoreVerification(events: 20 + 20 + 7 + 5 + 4, users: 16, problems: [])
            try expect(found, is: wanted)
        },
        Rule("an event without its change in the record is found") { store in
            let user = try await store.create("a@example.com")
            try await store.run(
                PlantedCommand { transaction, context in
                    _ = try transaction.append(
                        .phoneNumberSet(masked: "***4567"), to: user.uuid, version: 2,
                        context: context)
                })
            try expect(!(try store.store.verify().problems.isEmpty), "trouble is found")
        },
        Rule("a changed record without an event is found") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try await store.run(
                PlantedCommand { transaction, _ in
                    var changed = user
                    changed.phoneNumber = try Fixture.number("+15551230000")
                    try transaction.update(changed, phoneNumberPosition: 2)
                })
            try expect(!(try store.store.verify().problems.isEmpty), "trouble is found")
        },
        Rule("an event of nobody is refused, or found") { store in
            let command = PlantedCommand { transaction, context in
                _ = try transaction.append(
                    .created, to: Fixture.uuid("nobody"), version: 1, context: context)
            }
            let isAppended = (try? await store.run(command)) != nil
            let isFound = !(try store.store.verify().problems.isEmpty)
            try expect(isFound == isAppended, "trouble is found")
        },
        Rule("a number or an address in the log is found, and not repeated") { store in
            let planted = ["sub:a@example.com", "sub:+15551234567"]
            try await store.create("a@example.com", phoneNumber: "+15551234567")
            let other = try await store.create("b@example.com")
            for (index, actor) in planted.enumerated() {
                let change = PhoneNumberChange.set(try Fixture.number("\(index)"))
                _ = try await store.run(
                    UpdatePhoneNumber(uuid: other.uuid, change: change), actor: actor)
            }
            let problems = try store.store.verify().problems
            try expect(problems.count >= 2, "both are found")
            for problem in problems {
                let isClean = !problem.contains("example") && !problem.contains("555")
                try expect(isClean, "a problem tells nothing personal")
            }
        },
        Rule("a raw number where a mask should be is found") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try await store.run(
                PlantedCommand { transaction, context in
                    _ = try transaction.append(
                        .phoneNumberExported(masked: "+15551234567"), to: user.uuid, version: 3,
                        context: context)
                    var raised = user
                    raised.version = 3
                    try transaction.update(raised, phoneNumberPosition: nil)
                })
            try expect(!(try store.store.verify().problems.isEmpty), "trouble is found")
        },
    ]
}
