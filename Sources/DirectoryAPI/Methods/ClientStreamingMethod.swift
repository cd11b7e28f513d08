/// One call that takes any number of messages and answers one.
public protocol ClientStreamingMethod: RPCMethod {}
