/// One call that takes a message and answers one.
public protocol UnaryMethod: RPCMethod {
    /// A call of it that was not answered may be made again, and nobody is the worse for it.
    static var changesNothing: Bool { get }
}

extension UnaryMethod {
    public static var changesNothing: Bool { false }
}
