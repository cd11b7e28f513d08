import DirectoryAPI
import RollcallClient
import TestSupport
import Testing

@Suite("A revoked key", .timeLimit(.minutes(2)))
struct KeyRevocationTests {
    @Test("is refused on the next call, however busy its connection is, on every worker")
    func racing() async throws {
        let daemon = try await LiveDaemon.start(in: nil, arguments: ["--workers", "2"])
        try await daemon.create("a@example.com")
        let organization = try await daemon.client.call(
            CreateOrganization.self, CreateOrganizationRequest(name: "Example"))
        let peers = try (0..<4).map { _ in try RawPeer(daemon) }
        let admin = try RawPeer(daemon)
        var id: UInt32 = 1
        for _ in 0..<50 {
            let issued = try await daemon.client.call(
                IssueAPIKey.self, IssueAPIKeyRequest(organizationID: organization.id))
            let keyID = try #require(issued.key?.id)
            func lookUp(_ count: Int) -> [UInt8] {
                (0..<count).flatMap { _ -> [UInt8] in
                    id += 2
                    return Frame.call(
                        id, LookupUser.self,
                        LookupUserRequest(key: UserKey(.email("a@example.com"))),
                        metadata: [(MetadataKey.apiKey, issued.secret)])
                }
            }
            for peer in peers { peer.send(lookUp(20)) }
            id += 2
            admin.send(Frame.call(id, RevokeAPIKey.self, RevokeAPIKeyRequest(id: keyID)))
            for peer in peers { peer.send(lookUp(20)) }
            #expect(admin.next()?.code == 0)
            // Acknowledged: what is sent from here on is refused.
            for peer in peers { peer.send(lookUp(1)) }
            for peer in peers {
                let codes = peer.next(41).map(\.code)
                #expect(codes.last == 16)
                #expect(codes.allSatisfy { $0 == 0 || $0 == 16 })
                // Once refused it stays so.
                #expect(codes == codes.sorted())
            }
        }
    }
}
