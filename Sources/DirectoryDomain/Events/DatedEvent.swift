/// An event that happened at another moment than it is written down.
package struct DatedEvent: Equatable, Sendable {
    package let event: UserEvent
    package let time: Timestamp

    package init(_ event: UserEvent, at time: Timestamp) {
        self.event = event
        self.time = time
    }
}
