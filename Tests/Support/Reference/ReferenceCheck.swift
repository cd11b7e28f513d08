import DirectoryAPI

/// Checks answers against the reference that the gateway gives of itself.
package struct ReferenceCheck: Sendable {
    /// One answer, as a client sees it.
    package struct Seen: Sendable {
        package var method: String
        /// As it was sent; a query is passed over.
        package var target: String
        package var status: Int
        /// By lower-case name.
        package var headers: [String: String]
        package var body: String

        package init(
            method: String, target: String, status: Int, headers: [String: String], body: String
        ) {
            self.method = method
            self.target = target
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    private let document: JSONValue

    /// - Parameter document: the text of `/openapi.json`.
    package init(_ document: String) throws {
        self.document = try JSONParser.parse(document)
    }

    /// What is not as described; empty when all is.
    package func faults(of seen: Seen) -> [String] {
        guard let response = response(for: seen) else {
            return ["\(seen.method): the status \(seen.status) is not described"]
        }
        return headerFaults(of: seen, response) + bodyFaults(of: seen, response)
    }

    private func response(for seen: Seen) -> JSONValue? {
        let path = seen.target.prefix { $0 != "?" && $0 != "#" }
        let status = String(seen.status)
        guard let operations = operations(of: path) else {
            guard case .object(let families) = document["x-elsewhere"] else { return nil }
            return families.first { path.hasPrefix($0.name) }?.value[status]
        }
        if let own = operations[seen.method.lowercased()] { return own["responses"]?[status] }
        // A method that the path does not know.
        guard case .object(let listed) = operations else { return nil }
        return listed.first?.value["responses"]?[status]
    }

    private func operations(of path: Substring) -> JSONValue? {
        guard case .object(let paths) = document["paths"] else { return nil }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return paths.first { template in
            let places = template.name.split(separator: "/", omittingEmptySubsequences: false)
            return places.count == segments.count
                && zip(places, segments).allSatisfy { place, segment in
                    place.hasPrefix("{") ? !segment.isEmpty : place == segment
                }
        }?.value
    }

    private func headerFaults(of seen: Seen, _ response: JSONValue) -> [String] {
        guard case .object(let fields) = response["headers"] else {
            return ["no header fields are described"]
        }
        return fields.flatMap { field -> [String] in
            guard let description = document["components"]?["headers"]?[field.name],
                let schema = description["schema"]
            else { return ["\(field.name) is not described"] }
            guard let value = seen.headers[field.name.lowercased()] else {
                return ["\(field.name) is missing"]
            }
            return SchemaCheck.faults(of: .string(value), schema).map { "\(field.name): \($0)" }
        }
    }

    private func bodyFaults(of seen: Seen, _ response: JSONValue) -> [String] {
        if seen.method == "HEAD" { return seen.body.isEmpty ? [] : ["HEAD has a body"] }
        guard case .object(let contents) = response["content"], let content = contents.first else {
            return seen.body.isEmpty ? [] : ["a body is not described"]
        }
        guard seen.headers["content-type"] == content.name else {
            return ["Content-Type is no \(content.name)"]
        }
        guard content.name.hasSuffix("json"), let schema = content.value["schema"] else {
            return seen.body.isEmpty ? ["the body is missing"] : []
        }
        guard let value = try? JSONParser.parse(seen.body) else { return ["the body is no JSON"] }
        return SchemaCheck.faults(of: value, schema)
    }
}
