import ArgumentParser
import DirectoryAPI

/// Which users an organization's keys see, as it is typed.
enum VisibilityArgument: String, CaseIterable, ExpressibleByArgument {
    case shared
    case isolated

    var visibility: Visibility {
        switch self {
        case .shared: .shared
        case .isolated: .isolated
        }
    }
}

extension Visibility {
    /// In a table.
    var cell: String {
        switch self {
        case .unspecified, .shared: "shared"
        case .isolated: "isolated"
        }
    }
}
