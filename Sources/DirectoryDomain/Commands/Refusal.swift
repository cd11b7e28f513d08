/// The domain says no. Nothing was changed.
package enum Refusal: Error, Equatable, Sendable {
    /// The field, as the .proto file spells it, and what is wrong with it; never its value.
    case invalid(field: String, reason: String)
    case notFound
    /// The uuid asked for belongs to another user, or the address to one whom the caller is not to
    /// see.
    case uuidTaken
    /// `expected_version` is not the present one.
    case versionConflict
    /// Three exports in 30 days; when the next may be asked for.
    case exportQuotaSpent(retryAfterMilliseconds: Int64)
    /// The number has no canonical form, or no known country code with digits after it.
    case numberNotExportable
    /// The caller may reach another record only.
    case notPermitted
    /// An organization's name or a key's secret that is there already.
    case alreadyExists(what: String)
}
