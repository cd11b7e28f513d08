import DirectoryAPI

/// Why a file is no workload.
struct WorkloadProblem: Error, Equatable, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension WorkloadPlan {
    /// Reads `{"weights": {"by-phone": 60, …}, "keys": "uniform" | {"zipf": 0.99} | {"hot-set":
    /// {"users": 0.001, "calls": 0.9}}, "misses": 0.05, "creates": 0.1, "seed": 7}`; all but the
    /// weights may be left out.
    init(named name: String, json text: [UInt8]) throws(WorkloadProblem) {
        let json: JSONValue
        do { json = try JSONParser.parse(text) } catch { throw WorkloadProblem("\(error)") }
        guard case .object(let members) = json else { throw WorkloadProblem("not a JSON object") }
        let known = ["weights", "keys", "misses", "creates", "seed"]
        if let odd = members.first(where: { !known.contains($0.name) }) {
            throw WorkloadProblem("it has the unknown member \(odd.name)")
        }
        self.init(
            name, try WorkloadPlan.weights(json["weights"]),
            keys: try WorkloadPlan.keys(json["keys"]),
            misses: try WorkloadPlan.part(json["misses"], "misses"),
            creates: try WorkloadPlan.part(json["creates"], "creates"))
        if let value = json["seed"] {
            guard case .number(let digits) = value, let seed = UInt64(digits) else {
                throw WorkloadProblem("seed is a whole number")
            }
            self.seed = seed
        }
    }

    private static func weights(
        _ value: JSONValue?
    ) throws(WorkloadProblem) -> [Operation: Double] {
        guard case .object(let members)? = value else {
            throw WorkloadProblem("weights is an object of operations and numbers")
        }
        var weights: [Operation: Double] = [:]
        for member in members {
            guard let operation = Operation(named: member.name) else {
                let names = Operation.allCases.map(\.name).joined(separator: ", ")
                throw WorkloadProblem("\(member.name) is no operation; there are \(names)")
            }
            guard let weight = number(member.value), weight >= 0 else {
                throw WorkloadProblem("the weight of \(member.name) is a number from 0 up")
            }
            if weight > 0 { weights[operation] = weight }
        }
        guard !weights.isEmpty else { throw WorkloadProblem("no weight is over 0") }
        return weights
    }

    private static func keys(_ value: JSONValue?) throws(WorkloadProblem) -> KeyDistribution {
        guard let value, value != .string("uniform") else { return .uniform }
        if let exponent = value["zipf"].flatMap(number), exponent > 0, exponent <= 10 {
            return .zipf(exponent: exponent)
        }
        if let set = value["hot-set"], let users = set["users"].flatMap(number),
            let calls = set["calls"].flatMap(number), users > 0, users <= 1,
            (0...1).contains(calls)
        {
            return .hotSet(users: users, calls: calls)
        }
        throw WorkloadProblem(
            "keys is \"uniform\", {\"zipf\": 0.99} or {\"hot-set\": {\"users\": …, \"calls\": …}}")
    }

    private static func part(
        _ value: JSONValue?, _ name: String
    ) throws(WorkloadProblem) -> Double {
        guard let value else { return 0 }
        guard let part = number(value), (0...1).contains(part) else {
            throw WorkloadProblem("\(name) is a number from 0 to 1")
        }
        return part
    }

    private static func number(_ value: JSONValue) -> Double? {
        guard case .number(let digits) = value else { return nil }
        return Double(digits)
    }
}
