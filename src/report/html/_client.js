// The page's only script: filters, cells on demand, copying, the theme. Without it all else is there.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  /** An element with attributes and children; text is never read as markup. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // A page that lies in a report's folder knows its name.
  const folder = location.protocol === "file:"
    ? decodeURIComponent(location.pathname).replace(/\/[^/]*$/, "")
    : "DIR";
  for (const place of all(".dir")) place.textContent = shellWord(folder);

  function shellWord(text) {
    return /^[\w./:=,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  }

  // Theme: what the system says, until somebody says otherwise.
  const theme = one("button.theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme === "dark" ||
      (!document.documentElement.dataset.theme &&
        matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });

  // Filters.
  const form = one("form.filters");
  const rows = all("tr.reading").map((row) => {
    const brief = row.closest(".brief");
    const text = `${brief.textContent.slice(0, 200)} ${row.textContent}`.toLowerCase();
    return { row, brief, text, count: Number(row.dataset.count ?? 1) };
  });
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  form.hidden = false;

  function filter() {
    const { status, paper, text, differs } = form.elements;
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, brief, text, count } of rows) {
      const fits = (status.value === "" || row.dataset.status === status.value) &&
        (paper.value === "" || brief.dataset.paper === paper.value) &&
        (!differs.checked || row.dataset.differs === "true") && text.includes(wanted);
      row.hidden = !fits;
      if (fits) shown += count;
    }
    for (const brief of all(".brief")) brief.hidden = !one("tr.reading:not([hidden])", brief);
    form.elements.shown.value = shown === total
      ? `${total} readings`
      : `${shown} of ${total} readings`;
  }
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();

  // A link into a closed section opens it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("details")) target.open = true;
    for (let place = target; place; place = place.parentElement?.closest("details")) {
      if (place.matches("details")) place.open = true;
    }
    target?.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Cells: read once, listed when their section is opened.
  let data;
  const cells = () => data ??= JSON.parse(one("#cells").textContent);

  for (const details of all("details.cells")) {
    details.addEventListener("toggle", () => details.open && list(details), { once: false });
  }

  function list(details) {
    const here = one(".cells-here", details);
    if (here.firstChild) return;
    const { texts, kinds } = cells();
    const { id, rows } = cells().claims[details.dataset.claim];
    const readings = [...new Set(rows.map(([reading]) => texts[reading]))];
    const select = element(
      "select",
      {},
      element("option", { value: "" }, "all"),
      ...readings.map((reading) => element("option", { value: reading }, reading)),
    );
    const search = element("input", { type: "search", autocomplete: "off" });
    const output = element("output", { "aria-live": "polite" });
    const body = element("tbody", {});
    // What is pressed comes first: the table may be wider than the page.
    const heads = [
      "Cell",
      "Reading",
      "Arm",
      "Part",
      "Seed",
      "Value",
      "Seconds",
      "Source",
      "Outcome",
    ];
    const table = element(
      "table",
      {},
      element("caption", { class: "unseen" }, `Cells of ${id}`),
      element(
        "thead",
        {},
        element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head))),
      ),
      body,
    );
    const box = {
      class: "scroll tall",
      tabindex: "0",
      role: "region",
      "aria-label": `Cells of ${id}`,
    };
    const made = rows.map((row) => cellRow(row, { id, texts, kinds }));
    body.append(...made.map(({ row }) => row));
    const narrow = () => {
      const wanted = search.value.trim().toLowerCase();
      let shown = 0;
      for (const { row, reading, text } of made) {
        row.hidden = (select.value !== "" && select.value !== reading) || !text.includes(wanted);
        if (row.nextSibling?.className === "opened") row.nextSibling.remove();
        if (!row.hidden) shown++;
      }
      output.value = `${shown} of ${made.length} cells`;
    };
    select.addEventListener("input", narrow);
    search.addEventListener("input", narrow);
    narrow();
    here.append(
      element(
        "p",
        { class: "filters" },
        element("label", {}, "Reading ", select),
        element("label", {}, "Text ", search),
        output,
      ),
      element("div", box, table),
    );
  }

  function cellRow(cell, { id, texts, kinds }) {
    const [r, a, p, seed, o, seconds, value, u, s, d] = cell;
    const [reading, arm, part, outcome] = [r, a, p, o].map((place) => texts[place]);
    const button = element("button", { type: "button", "aria-expanded": "false" }, "Open");
    const key = [id, reading, arm, part, seed].join("/");
    const cellOf = (text, kind = "") => element("td", { class: kind }, text);
    const row = element(
      "tr",
      {},
      element("td", {}, button),
      element("th", { scope: "row" }, reading),
      cellOf(arm),
      cellOf(part),
      cellOf(`${seed}`, "number"),
      cellOf(value === "" ? "–" : `${digits(value)}${unit(texts[u])}`, "number"),
      cellOf(seconds.toFixed(3), "number"),
      cellOf([texts[s], texts[d]].filter((text) => text !== "").join(", ")),
      cellOf(outcome),
    );
    button.setAttribute("aria-label", `Open ${key}`);
    button.addEventListener("click", () => {
      const open = row.nextSibling?.className === "opened";
      if (open) row.nextSibling.remove();
      else row.after(element("tr", { class: "opened" }, opened(cell, { key, kinds })));
      button.textContent = open ? "Open" : "Close";
      button.setAttribute("aria-label", `${button.textContent} ${key}`);
      button.setAttribute("aria-expanded", `${!open}`);
    });
    return { row, reading, text: `${key} ${outcome}`.toLowerCase() };
  }

  /** How a cell is measured again, and what was measured in it. */
  function opened(cell, { key, kinds }) {
    const [kind, values] = cell.slice(-2);
    const facts = kinds[kind].map(([name, factUnit], i) =>
      element("li", {}, `${name}: `, element("b", {}, shown(values[i])), unit(factUnit))
    );
    const command = `deno task audit ${shellWord(folder)} --rerun ${shellWord(key)}`;
    return element(
      "td",
      { colspan: "9" },
      element("p", {}, element("code", { class: "command" }, command), " ", copyButton(command)),
      element("ul", { class: "measured" }, ...facts),
    );
  }

  function copyButton(text) {
    const button = element("button", { type: "button" }, "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text).then(
        () => button.textContent = "Copied",
        () => button.textContent = "Select it to copy",
      );
    });
    return button;
  }

  function shown(value) {
    if (Array.isArray(value)) return `[${value.map(digits).join(", ")}]`;
    return typeof value === "object"
      ? `${value.n} numbers, ${value.range.map(digits).join(" to ")}`
      : digits(value);
  }

  function digits(value) {
    if (typeof value !== "number") return value;
    const rounded = Number(value.toPrecision(6));
    return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : `${rounded}`;
  }

  function unit(text) {
    return text === "1" ? "" : ` ${text}`;
  }
})();
