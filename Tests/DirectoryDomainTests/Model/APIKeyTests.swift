import DirectoryDomain
import TestSupport
import Testing

struct APIKeyTests {
    @Test("a key lives until it is revoked or expires")
    func lives() {
        let moment = Timestamp(milliseconds: 1_000)
        var key = APIKey(
            id: "k", organizationID: "org_x", scopes: Scope.standard, digest: Fixture.digest(1),
            createdAt: moment)
        #expect(key.isLive(at: moment))
        key.expiresAt = moment
        #expect(key.isLive(at: moment.adding(milliseconds: -1)))
        #expect(!key.isLive(at: moment))
        key.expiresAt = nil
        key.revokedAt = moment
        #expect(!key.isLive(at: moment))
    }

    @Test(
        "a moment belongs to the minute before it, also before 1970",
        arguments: [
            (Int64(0), Int64(0)), (59_999, 0), (60_000, 60_000), (-1, -60_000), (-60_000, -60_000),
        ])
    func minute(_ moment: Int64, _ minute: Int64) {
        let found = RecordKeyUse.minute(of: Timestamp(milliseconds: moment))
        #expect(found.milliseconds == minute)
    }
}
