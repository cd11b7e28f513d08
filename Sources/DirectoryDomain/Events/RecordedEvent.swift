/// An event in its place in the log.
package struct RecordedEvent: Equatable, Sendable {
    /// Dense over the whole log, from 1.
    package var position: Int64
    /// The aggregate.
    package var uuid: UserUUID
    /// Of the aggregate after this event, dense, from 1.
    package var version: Int64
    package var time: Timestamp
    /// On whose behalf; empty for none.
    package var organizationID: String
    /// Key id, token subject or uid; never anything personal.
    package var actor: String
    package var event: UserEvent
    /// 32 bytes: SHA-256 over the previous event's hash and this event's stored bytes. The first
    /// event follows 32 zeros.
    package var chainHash: [UInt8]

    package init(
        position: Int64, uuid: UserUUID, version: Int64, time: Timestamp, organizationID: String,
        actor: String, event: UserEvent, chainHash: [UInt8]
    ) {
        self.position = position
        self.uuid = uuid
        self.version = version
        self.time = time
        self.organizationID = organizationID
        self.actor = actor
        self.event = event
        self.chainHash = chainHash
    }
}
