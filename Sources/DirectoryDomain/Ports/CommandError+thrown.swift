extension CommandError {
    /// What a command threw, as its caller is to see it.
    package init(thrownBy error: any Error) {
        switch error {
        case let refusal as Refusal: self = .refused(refusal)
        case let failure as StoreFailure: self = .failed(failure)
        case let error as CommandError: self = error
        default: preconditionFailure("a command may throw a Refusal or a StoreFailure only")
        }
    }
}
