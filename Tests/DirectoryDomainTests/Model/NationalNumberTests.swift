import DirectoryDomain
import Testing

struct NationalNumberTests {
    @Test(
        "a number is cut behind its country code",
        arguments: [
            ("+1 444-555-6666", "1", "4445556666"), ("+79161234567", "7", "9161234567"),
            ("+421 21-039-3363", "421", "210393363"), ("00442079460958", "44", "2079460958"),
            ("+3531", "353", "1"), ("+12", "1", "2"), ("+886 2 1234", "886", "21234"),
            ("+383 44 123 456", "383", "44123456"), ("+87712", nil, nil),
            ("+882 1", "882", "1"), ("+998711234567", "998", "711234567"),
        ] as [(String, String?, String?)])
    func cut(_ text: String, _ code: String?, _ national: String?) throws {
        let number = try #require(PhoneNumber(text))
        #expect(number.national?.countryCode == code)
        #expect(number.national?.nationalNumber == national)
        #expect(code == nil || number.national?.e164 == number.canonical)
    }

    @Test(
        "without a known code, or digits after it, there is nothing to cut",
        arguments: ["+1", "+44", "+353", "+21", "+210123", "+999123", "+35", "555-0123", "none"])
    func none(_ text: String) throws {
        #expect(try #require(PhoneNumber(text)).national == nil)
    }

    @Test("no country code is the beginning of another")
    func prefixFree() {
        let codes = (1...999).map(String.init).filter { CallingCode.prefix(of: $0) == $0 }
        #expect(codes.count > 200)
        for code in codes {
            #expect(codes.filter { $0.hasPrefix(code) } == [code])
        }
    }
}
