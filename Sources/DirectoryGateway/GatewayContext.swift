import Hummingbird

/// What Hummingbird hands down with a request. Nothing of it is needed here.
package struct GatewayContext: InitializableFromSource {
    package init() {}

    package init(source: ApplicationRequestContextSource) {}
}
