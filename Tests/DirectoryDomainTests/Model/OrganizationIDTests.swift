import DirectoryDomain
import Testing

struct OrganizationIDTests {
    @Test("an organization's id is a prefix and 26 digits of Crockford's base 32")
    func shape() {
        let zero = OrganizationID(random: [UInt8](repeating: 0, count: 16))
        #expect(zero.value == "org_" + String(repeating: "0", count: 26))
        let all = OrganizationID(random: [UInt8](repeating: .max, count: 16))
        #expect(all.value == "org_7" + String(repeating: "z", count: 25))
        let one = OrganizationID(random: [UInt8](repeating: 0, count: 15) + [33])
        #expect(one.value == "org_" + String(repeating: "0", count: 24) + "11")
    }
}
