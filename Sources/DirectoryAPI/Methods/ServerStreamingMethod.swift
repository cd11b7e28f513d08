/// One call that takes a message and answers with any number of them.
public protocol ServerStreamingMethod: RPCMethod {}
