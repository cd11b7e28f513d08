/// The metadata that Rollcall reads from a call. Keys are compared without case; of several values
/// of one key the first counts.
public enum MetadataKey {
    /// An API key's secret.
    public static let apiKey = "x-api-key"
    /// Who the caller says it acts for, for the audit trail. Counted from trusted and admin peers
    /// only, as are the two below.
    public static let subject = "x-rollcall-subject"
    /// Scopes, separated by spaces, that a verified token carries: the call may do no more.
    public static let scopes = "x-rollcall-scopes"
    /// When the caller gives up, in nanoseconds of CLOCK_MONOTONIC, which all processes of a host
    /// share. `timeout_nano` counts from when the daemon reads the call: this one also counts the
    /// time before, so that what the caller was told has failed is not done later.
    public static let deadline = "x-rollcall-deadline"
    /// Where the call stands in a distributed trace, as W3C Trace Context writes it. What is no
    /// such text is passed over.
    public static let traceParent = "traceparent"
    /// The uuid of the one user whose record the call may reach.
    public static let user = "x-rollcall-user"
}
