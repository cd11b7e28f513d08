import DirectoryAPI
import DirectoryDomain

extension DirectoryDomain.Visibility {
    init(_ visibility: DirectoryAPI.Visibility) {
        switch visibility {
        case .unspecified, .shared: self = .shared
        case .isolated: self = .isolated
        }
    }
}

extension DirectoryAPI.Visibility {
    init(_ visibility: DirectoryDomain.Visibility) {
        switch visibility {
        case .shared: self = .shared
        case .isolated: self = .isolated
        }
    }
}
