/// What is to become of a user's number.
package enum PhoneNumberChange: Equatable, Sendable {
    case set(PhoneNumber)
    case remove
}
