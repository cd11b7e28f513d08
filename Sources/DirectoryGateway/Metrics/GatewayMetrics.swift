import CoreMetrics

/// What the gateway counts. Every instrument is made at the start, so that each is there at 0.
package struct GatewayMetrics: Sendable {
    /// The label of what no route takes.
    static let unmatched = "unmatched"

    private struct RouteInstruments: Sendable {
        /// 1xx to 5xx.
        let requests: [Counter]
        let duration: Timer
    }

    private let routes: [String: RouteInstruments]
    private let elsewhere: RouteInstruments
    private let refusals: [RefusalReason: Counter]
    private let inFlight: Meter
    private let shedRequests: Counter
    private let daemonDuration: Timer

    /// - Parameter templates: of all routes.
    init(factory: any MetricsFactory, templates: [String]) {
        func instruments(_ route: String) -> RouteInstruments {
            RouteInstruments(
                requests: (1...5).map { digit in
                    Counter(
                        label: Name.requests,
                        dimensions: [("route", route), ("code", "\(digit)xx")],
                        factory: factory)
                },
                duration: Timer(
                    label: Name.duration, dimensions: [("route", route)], factory: factory))
        }
        routes = Dictionary(
            templates.map { ($0, instruments($0)) }, uniquingKeysWith: { first, _ in first })
        elsewhere = instruments(GatewayMetrics.unmatched)
        refusals = Dictionary(
            uniqueKeysWithValues: RefusalReason.allCases.map { reason in
                let labels = [("reason", reason.rawValue)]
                return (reason, Counter(label: Name.refused, dimensions: labels, factory: factory))
            })
        inFlight = Meter(label: Name.inFlight, factory: factory)
        shedRequests = Counter(label: Name.shed, factory: factory)
        daemonDuration = Timer(label: Name.daemonDuration, dimensions: [], factory: factory)
    }

    func began() { inFlight.increment() }

    func ended() { inFlight.decrement() }

    /// - Parameter route: nil for what no route takes.
    func answered(_ route: String?, status: Int, nanoseconds: Int64) {
        let instruments = route.flatMap { routes[$0] } ?? elsewhere
        if (100..<600).contains(status) { instruments.requests[status / 100 - 1].increment() }
        instruments.duration.recordNanoseconds(nanoseconds)
    }

    package func refused(_ reason: RefusalReason) { refusals[reason]?.increment() }

    /// A request or a connection was turned away because too much was under way.
    package func shed() { shedRequests.increment() }

    func daemonAnswered(nanoseconds: Int64) { daemonDuration.recordNanoseconds(nanoseconds) }
}

extension GatewayMetrics {
    private enum Name {
        static let requests = "rollcall_gateway_requests_total"
        static let duration = "rollcall_gateway_request_duration_seconds"
        static let inFlight = "rollcall_gateway_requests_in_flight"
        static let refused = "rollcall_gateway_requests_refused_total"
        static let shed = "rollcall_gateway_requests_shed_total"
        static let daemonDuration = "rollcall_gateway_daemon_call_duration_seconds"
    }

    package static let help = [
        Name.requests: "Requests answered, by route template and class of status.",
        Name.duration: "Time from a request's head to its answer.",
        Name.inFlight: "Requests that have no answer yet.",
        Name.refused: "Requests that were not carried out, by reason.",
        Name.shed: "Requests and connections turned away because too much was under way.",
        Name.daemonDuration: "Time from a call of the daemon to its answer.",
    ]
}
