/// The parser cannot read on in a body whose head was handed on: the request has no end, and
/// nobody knows where a next one would begin.
struct BrokenRequest: Error {}
