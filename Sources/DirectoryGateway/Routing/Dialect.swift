/// One vendor's way to ask: its routes, what it asks for at the door, and its words for what went
/// wrong. A dialect knows of no other.
protocol Dialect: Sendable {
    var family: Family { get }
    var credentials: any CredentialCheck { get }
    var routes: [Route] { get }
}
