import DirectoryAPI

/// One endpoint on the page: what it does, a form that sends it, and what it answers.
struct EndpointSection {
    private let route: Route
    private let dialect: any Dialect

    init(_ route: Route, _ dialect: any Dialect) {
        self.route = route
        self.dialect = dialect
    }

    private var id: String { route.operation.id }
    private var method: String { route.method == .post ? "POST" : "GET" }

    var html: String {
        let operation = route.operation
        return """
            <section id="\(id)" class="card" aria-labelledby="\(id)-title" tabindex="-1">
            <h2 id="\(id)-title">\(DocsPage.escaped(operation.summary))</h2>
            <p class="line"><strong>\(method)</strong>
            <code>\(DocsPage.escaped(route.template.description))</code></p>
            <p>\(DocsPage.escaped(operation.explanation))</p>
            <form data-method="\(method)"
            data-path="\(DocsPage.escaped(route.template.description))"
            data-credentials="\(credentials)">
            <div class="fields">\(operation.parameters.map(field).joined())\(bodyField)</div>
            <h3>Request preview</h3>
            <pre tabindex="0" aria-label="Request preview"><code class="preview"></code></pre>
            <button type="submit">Send\(hidden(": \(operation.summary)"))</button>
            </form>
            <h3 id="\(id)-response">Response</h3>
            <div role="status" aria-labelledby="\(id)-response" class="status">
            Response will appear here after sending the request.</div>
            <pre class="response" tabindex="0" aria-label="Response body" hidden></pre>
            <details><summary>Documented answers\(hidden(" of \(operation.summary)"))</summary>
            \(answers)</details>
            </section>

            """
    }

    /// All that the route may be asked with; what the reader leaves empty is not sent.
    private var credentials: String {
        var ids: [String] = []
        for scheme in dialect.credentials.requirement.alternatives.joined()
        where !ids.contains(scheme.id) { ids.append(scheme.id) }
        return DocsPage.escaped(ids.joined(separator: " "))
    }

    private func field(_ parameter: Operation.Parameter) -> String {
        let field = "\(id)-\(parameter.name)"
        return """

            <div><label for="\(field)">\(DocsPage.escaped(parameter.name))
            <span class="note">\(parameter.place.rawValue)\
            \(parameter.isRequired ? ", required" : "")</span></label>
            <input id="\(field)" type="text" autocomplete="off" spellcheck="false"
            data-name="\(DocsPage.escaped(parameter.name))" data-in="\(parameter.place.rawValue)"
            value="\(parameter.isRequired ? DocsPage.escaped(parameter.example) : "")"
            aria-describedby="\(field)-note"\
            \(parameter.isRequired ? " aria-required=\"true\"" : "")>
            <p class="note" id="\(field)-note">\(DocsPage.escaped(parameter.explanation))</p></div>
            """
    }

    private var bodyField: String {
        guard let body = route.operation.body else { return "" }
        let example = body.examples.first?.value.text(.indented) ?? ""
        return """

            <div><label for="\(id)-body">Body <span class="note">application/json</span></label>
            <textarea id="\(id)-body" rows="4" spellcheck="false" data-in="body">\
            \(DocsPage.escaped(example))</textarea></div>
            """
    }

    private var answers: String {
        let success = ResponseDescription(
            status: 200, explanation: route.operation.summary, content: route.operation.success)
        let statuses = route.operation.problems + Operation.commonProblems
        let problems = statuses.map { status in
            ResponseDescription.problem(
                status, in: dialect.family,
                samples: route.operation.samples.filter { $0.answer.status == status.rawValue })
        }
        return ([success] + problems).map(answer).joined()
    }

    private func answer(_ response: ResponseDescription) -> String {
        let examples = (response.content?.examples ?? []).map { example in
            let text = DocsPage.escaped(example.value.text(.indented))
            return "<pre tabindex=\"0\"><code>\(text)</code></pre>"
        }
        return """
            <h4>\(response.status) \(DocsPage.escaped(response.explanation))</h4>
            \(examples.joined(separator: "\n"))

            """
    }

    /// For those who hear the page and not where they are on it.
    private func hidden(_ text: String) -> String {
        "<span class=\"hidden\">\(DocsPage.escaped(text))</span>"
    }
}
