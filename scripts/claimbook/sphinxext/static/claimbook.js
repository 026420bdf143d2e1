"use strict";
/* A search field, selections and sorting for tables of claims. Without JavaScript the table is simply whole. */

(function () {
  const label = (text, control) => {
    const made = document.createElement("label");
    made.append(text, control);
    return made;
  };

  const choice = (name, options) => {
    const select = document.createElement("select");
    select.append(new Option("all", ""));
    for (const [value, text] of options) select.append(new Option(text, value));
    return label(name, select);
  };

  const kinds = (rows, prefix) => {
    const found = new Map();
    for (const row of rows)
      for (const name of row.classList)
        if (name.startsWith(prefix)) found.set(name, (found.get(name) || 0) + 1);
    return [...found].sort().map(([name, count]) => [name, `${name.slice(prefix.length)} (${count})`]);
  };

  const fold = (text) => text.normalize("NFKD").toLowerCase();

  function addFilter(table) {
    const rows = [...table.tBodies[0].rows];
    const text = new Map(rows.map((row) => [row, fold(row.textContent)]));
    const field = document.createElement("input");
    field.type = "search";
    const selects = [
      choice("Source", kinds(rows, "cb-from-")),
      choice("Form", kinds(rows, "cb-is-")),
      choice("Dispute", kinds(rows, "cb-in-")),
      choice("Study behind it", kinds(rows, "cb-leads-")),
    ];
    const count = document.createElement("p");
    count.className = "cb-filter-count";
    count.setAttribute("role", "status");
    const bar = document.createElement("div");
    bar.className = "cb-filter";
    bar.append(label("Words", field), ...selects, count);

    const apply = () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const wanted = selects.map((one) => one.lastChild.value).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const keep = wanted.every((name) => row.classList.contains(name)) &&
          words.every((word) => text.get(row).includes(word));
        row.hidden = !keep;
        shown += keep;
      }
      count.textContent = `${shown} of ${rows.length} claims`;
    };
    bar.addEventListener("input", apply);
    apply();
    table.closest(".cb-table-box").before(bar);
    addSorting(table, rows);
  }

  function addSorting(table, rows) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].textContent.trim();
        const sorted = [...rows].sort((one, two) => key(one).localeCompare(key(two)));
        table.tBodies[0].append(...(down ? sorted.reverse() : sorted));
      });
    });
  }

  document.querySelectorAll("table.cb-filtered").forEach(addFilter);

  /* A link into a closed part opens it; all parts are open in print. */
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let opened = false;
    for (let part = target; part; part = part.parentElement)
      if (part.tagName === "DETAILS" && !part.open) opened = part.open = true;
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((part) => { part.open = true; }));
})();
