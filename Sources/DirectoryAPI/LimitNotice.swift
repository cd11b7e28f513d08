/// What the daemon says beside RESOURCE_EXHAUSTED when a caller has spent what it may have. Without
/// these words that code is an export's limit, or too much at once.
public enum LimitNotice {
    public static let lookUps = "the key's budget of look-ups is spent"
}
