import DirectoryDomain
import Testing

struct ExportQuotaTests {
    private let period = ExportQuota.periodMilliseconds

    private func wait(after times: Int64..., at now: Int64) -> Int64? {
        ExportQuota.wait(
            after: times.map(Timestamp.init(milliseconds:)), at: Timestamp(milliseconds: now))
    }

    @Test("up to three exports there is no wait")
    func below() {
        #expect(wait(at: 0) == nil)
        #expect(wait(after: 0, 0, at: 0) == nil)
    }

    @Test("the third last export has to be a period old")
    func boundary() {
        #expect(wait(after: 0, 5, 6, at: 7) == period - 7)
        #expect(wait(after: 0, 5, 6, at: period - 1) == 1)
        #expect(wait(after: 0, 5, 6, at: period) == nil)
        #expect(wait(after: 0, 0, 5, 6, 7, at: period) == 5)
    }

    @Test("an export at the start of the period counts no more")
    func start() {
        let now = Timestamp(milliseconds: period)
        #expect(ExportQuota.start(at: now) == Timestamp(milliseconds: 0))
    }
}
