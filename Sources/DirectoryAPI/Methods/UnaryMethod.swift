/// One call that takes a message and answers one.
public protocol UnaryMethod: RPCMethod {}
