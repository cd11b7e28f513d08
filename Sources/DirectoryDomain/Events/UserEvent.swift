/// What happened to a user. Nothing personal is ever in one: a number appears as its mask only.
package enum UserEvent: Equatable, Sendable {
    case created
    case phoneNumberSet(masked: String)
    case phoneNumberRemoved
    case phoneNumberExported(masked: String)
    case erased
}
