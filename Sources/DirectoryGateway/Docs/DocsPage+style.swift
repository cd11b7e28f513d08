extension DocsPage {
    /// Contrasts are at least 4.5 to 1 in both schemes.
    static let style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#4d5661;--paper:#f6f7f9;--card:#fff;
        --line:#7b8490;--accent:#0b57d0;--on-accent:#fff;--good:#0a6b2d;--bad:#a8201a}
        @media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b0b8c1;--paper:#14171a;
        --card:#1d2125;--line:#838c96;--accent:#8ab4f8;--on-accent:#10233f;--good:#81c995;
        --bad:#f6a199}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--paper);color:var(--ink);
        font:1rem/1.5 system-ui,sans-serif}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        h1{margin:.5rem 0 0}h2{margin:0 0 .5rem;font-size:1.25rem}
        h3{margin:1rem 0 .25rem;font-size:1rem}h4{margin:1rem 0 .25rem;font-size:.95rem}
        nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;padding:0;list-style:none}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;
        padding:1rem 1.25rem;margin:1rem 0}
        .fields{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}
        label{display:block;font-weight:600}
        .note{color:var(--soft);font-size:.875rem;font-weight:400;margin:.25rem 0 0}
        input,textarea{width:100%;padding:.5rem;border:1px solid var(--line);border-radius:.25rem;
        background:var(--paper);color:var(--ink);font:.95rem ui-monospace,monospace}
        button{margin-top:.75rem;padding:.6rem 1.5rem;border:0;border-radius:.25rem;cursor:pointer;
        background:var(--accent);color:var(--on-accent);font:600 1rem system-ui,sans-serif}
        pre{margin:.25rem 0;padding:.75rem;overflow-x:auto;white-space:pre-wrap;
        overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);
        border-radius:.25rem;font:.875rem/1.5 ui-monospace,monospace}
        .status{font-weight:600}.status.good{color:var(--good)}.status.bad{color:var(--bad)}
        summary{cursor:pointer;margin-top:1rem;font-weight:600}
        .skip,.hidden{position:absolute;width:1px;height:1px;overflow:hidden;
        clip-path:inset(50%);white-space:nowrap}
        .skip:focus{position:static;width:auto;height:auto;clip-path:none}
        """
}
