extension PhoneNumber {
    /// A canonical number cut behind its country code. Both parts are digits only.
    package struct National: Equatable, Sendable {
        /// E.164, with the plus sign.
        package let e164: String
        package let countryCode: String
        package let nationalNumber: String
    }

    /// nil when it has no canonical form, no known country code, or no digit behind the code.
    package var national: National? {
        guard let canonical else { return nil }
        let digits = canonical.dropFirst()
        guard let code = CallingCode.prefix(of: digits), digits.count > code.count
        else { return nil }
        return National(
            e164: canonical, countryCode: code,
            nationalNumber: String(digits.dropFirst(code.count)))
    }
}
