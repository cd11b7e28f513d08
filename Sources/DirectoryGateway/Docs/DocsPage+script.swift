extension DocsPage {
    /// Fills in the host, keeps each preview up to date, and sends. All that comes back is written
    /// as text.
    static let script = #"""
        "use strict";
        const host = document.getElementById("host");
        host.value = location.origin;

        function request(form, hidesSecrets) {
          let path = form.dataset.path;
          const query = [];
          let body = null;
          for (const field of form.querySelectorAll("[data-in]")) {
            const value = field.value;
            if (field.dataset.in === "body") { body = value; continue; }
            const text = encodeURIComponent(value);
            if (field.dataset.in === "path") path = path.replace(`{${field.dataset.name}}`, text);
            else if (value !== "") query.push(`${encodeURIComponent(field.dataset.name)}=${text}`);
          }
          const headers = {};
          for (const id of form.dataset.credentials.split(" ").filter(Boolean)) {
            const value = document.getElementById(`credential-${id}`).value.trim();
            if (value === "" && !hidesSecrets) continue;
            const name = id === "Bearer" ? "Authorization" : id;
            const shown = hidesSecrets ? `YOUR_${id.toUpperCase().replaceAll("-", "_")}` : value;
            headers[name] = id === "Bearer" ? `Bearer ${shown}` : shown;
          }
          if (body !== null) headers["Content-Type"] = "application/json";
          const base = host.value.trim().replace(/\/+$/, "");
          const url = base + path + (query.length ? `?${query.join("&")}` : "");
          return { url, method: form.dataset.method, headers, body };
        }

        const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

        function preview(form) {
          const { url, method, headers, body } = request(form, true);
          const parts = [`curl -X ${method} ${quoted(url)}`];
          for (const name in headers) parts.push(`-H ${quoted(`${name}: ${headers[name]}`)}`);
          if (body !== null) parts.push(`-d ${quoted(body)}`);
          form.querySelector(".preview").textContent = parts.join(" \\\n  ");
        }

        function indented(text) {
          try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
        }

        async function send(form) {
          const section = form.closest("section");
          const status = section.querySelector(".status");
          const output = section.querySelector(".response");
          const button = form.querySelector("button");
          const { url, method, headers, body } = request(form, false);
          status.className = "status";
          status.textContent = "Sending…";
          output.hidden = true;
          button.setAttribute("aria-disabled", "true");
          try {
            const begin = performance.now();
            const answer = await fetch(url, { method, headers, body, cache: "no-store",
              credentials: "omit", referrerPolicy: "no-referrer" });
            const text = await answer.text();
            const time = Math.round(performance.now() - begin);
            status.textContent = `${answer.status} ${answer.statusText} in ${time} ms`;
            status.classList.add(answer.ok ? "good" : "bad");
            output.textContent = indented(text);
            output.hidden = text === "";
          } catch {
            status.textContent = "The host did not answer, or does not let this page read it.";
            status.classList.add("bad");
          } finally {
            button.removeAttribute("aria-disabled");
          }
        }

        const forms = [...document.querySelectorAll("form")];
        for (const form of forms) {
          form.addEventListener("submit", (event) => {
            event.preventDefault();
            if (form.querySelector("button").getAttribute("aria-disabled") === null) send(form);
          });
        }
        document.addEventListener("input", () => forms.forEach(preview));
        forms.forEach(preview);
        """#
}
