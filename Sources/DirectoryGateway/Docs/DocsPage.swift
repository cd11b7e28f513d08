import Crypto
import DirectoryAPI

/// `/docs`: one page that lists the endpoints and sends requests, with nothing from elsewhere. Made
/// once, from the table that routes.
struct DocsPage {
    let html: String

    /// What the page may load, run and reach: its own style and script, known by their hashes, and
    /// whatever host its reader names.
    static let policy = """
        default-src 'none'; style-src '\(hash(style))'; script-src '\(hash(script))'; \
        connect-src 'self' http: https:; img-src data:; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'
        """

    init(_ dialects: [any Dialect]) {
        var schemes: [SecurityScheme] = []
        for scheme in dialects.flatMap({ $0.credentials.requirement.alternatives.joined() })
        where !schemes.contains(scheme) { schemes.append(scheme) }
        let sections = dialects.flatMap { dialect in
            dialect.routes.map { EndpointSection($0, dialect).html }
        }
        html = DocsPage.page(
            credentials: schemes.map(DocsPage.input).joined(),
            links: dialects.flatMap(\.routes).map(DocsPage.link).joined(),
            sections: sections.joined())
    }

    private static func page(credentials: String, links: String, sections: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Rollcall: endpoints</title>
        <link rel="icon" href="data:,">
        <style>\(style)</style>
        </head>
        <body>
        <a class="skip" href="#endpoints">Skip to the endpoints</a>
        <header>
        <h1>Rollcall</h1>
        <p>A user directory: who has this e-mail, this number. The same as
        <a href="/openapi.json">OpenAPI 3.1</a>.</p>
        </header>
        <nav aria-label="Endpoints"><ul>\(links)</ul></nav>
        <main id="endpoints" tabindex="-1">
        <section aria-labelledby="target-title" class="card">
        <h2 id="target-title">Host and credentials</h2>
        <p>They stay in this page: nothing of them is kept.</p>
        <div class="fields">
        <div><label for="host">Base URL</label>
        <input id="host" type="url" autocomplete="off" spellcheck="false"
        aria-describedby="host-note">
        <p class="note" id="host-note">Target server for requests. Edit to use your own host.</p>
        </div>\(credentials)</div>
        </section>
        \(sections)
        </main>
        <noscript><p>Requests are sent by a script, which is switched off here.</p></noscript>
        <script>\(script)</script>
        </body>
        </html>

        """
    }

    private static func input(_ scheme: SecurityScheme) -> String {
        let id = "credential-\(scheme.id)"
        return """

            <div><label for="\(id)">\(escaped(scheme.id))</label>
            <input id="\(id)" type="password" autocomplete="off" spellcheck="false"
            data-credential="\(escaped(scheme.id))" aria-describedby="\(id)-note">
            <p class="note" id="\(id)-note">\(escaped(scheme.explanation))</p></div>
            """
    }

    private static func link(_ route: Route) -> String {
        "<li><a href=\"#\(route.operation.id)\">\(escaped(route.operation.summary))</a></li>"
    }

    /// Text as it may stand in an element or a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static func hash(_ text: String) -> String {
        "sha256-" + Base64.encode(Array(SHA256.hash(data: Array(text.utf8))))
    }
}
