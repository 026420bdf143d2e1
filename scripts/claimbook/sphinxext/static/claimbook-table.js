"use strict";
/* Tables of claims: fields that narrow them down, sorting, a hundred rows at a time, and a download of what is shown.
   What is chosen stands in the address, so that it can be shared. */

(function () {
  const AT_ONCE = 100, QUIET = 150;
  const order = new Intl.Collator(undefined, { numeric: true });
  const GRADES = ["conflict", "tension", "exception", "contrast", "none"];

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /* "50 mg" is one thing, and 250 mg is another. */
  function tests(query) {
    const found = [];
    for (const [, number, unit, word] of fold(query).matchAll(/(\d[\d.,]*)(?:\s*([\p{L}%µ]+))?|([^\s]+)/gu))
      if (word) found.push((text) => text.includes(word));
      else {
        const whole = new RegExp(`(?<![\\d.,])${escaped(number)}(?![\\d]|[.,]\\d)${unit ? `\\s*${escaped(unit)}` : ""}`);
        found.push((text) => whole.test(text));
      }
    return found;
  }

  function prepare(form, index) {
    const table = document.querySelectorAll("table.cb-filtered")[index];
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const natural = [...body.rows];
    const selects = [...form.querySelectorAll("select")];
    const field = form.elements.q, count = form.querySelector(".cb-filter-count");
    const prefix = index ? `${index + 1}.` : "";
    const about = new Map(natural.map((row) => [row, {
      text: fold(row.textContent),
      kinds: new Map(selects.map((one) => [one, valuesOf(row, one.name)])),
    }]));
    let rows = natural, matching = natural, limit = AT_ONCE, sorted = "";

    function valuesOf(row, name) {
      const start = `cb-on-${name}-`;
      return new Set([...row.classList].filter((one) => one.startsWith(start)).map((one) => one.slice(start.length)));
    }

    const more = document.createElement("p");
    more.className = "cb-more-rows";
    const next = document.createElement("button"), all = document.createElement("button");
    next.type = all.type = "button";
    more.append(next, all);
    table.closest(".cb-table-box").after(more);
    next.addEventListener("click", () => { limit += AT_ONCE; show(); });
    all.addEventListener("click", () => { limit = Infinity; show(); });

    const wanted = () => selects.filter((one) => one.value).map((one) => [one, one.value.replaceAll(" ", "_")]);

    function match() {
      const words = tests(field.value), chosen = wanted();
      const counts = new Map(selects.map((one) => [one, new Map()]));
      matching = [];
      for (const row of rows) {
        const { text, kinds } = about.get(row);
        if (!words.every((test) => test(text))) continue;
        const missed = chosen.filter(([one, value]) => !kinds.get(one).has(value));
        if (!missed.length) matching.push(row);
        for (const one of selects)
          if (missed.every(([other]) => other === one))
            for (const value of kinds.get(one)) counts.get(one).set(value, (counts.get(one).get(value) || 0) + 1);
      }
      for (const one of selects)
        for (const option of one.options)
          if (option.value) {
            const told = counts.get(one).get(option.value.replaceAll(" ", "_")) || 0;
            const words = `${option.dataset.label} (${told})`;
            if (option.textContent !== words) option.textContent = words;
          }
    }

    function show() {
      const kept = new Map(matching.map((row, at) => [row, at]));
      for (const row of natural) {
        const at = kept.get(row);
        row.hidden = at === undefined;
        row.classList.toggle("cb-later", at >= limit);
      }
      const shown = Math.min(limit, matching.length), rest = matching.length - shown;
      const found = `${matching.length} of ${natural.length} claims`;
      count.textContent = rest ? `${found}; the first ${shown} are shown` : found;
      more.hidden = !rest;
      next.textContent = `Show ${Math.min(AT_ONCE, rest)} more`;
      all.textContent = `Show all ${matching.length}`;
    }

    function sort() {
      const [, down, name] = /^(-?)(.*)$/.exec(sorted);
      const column = heads.findIndex((head) => head.dataset.sort === name);
      heads.forEach((head, at) => {
        if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      rows = natural;
      if (column >= 0) {
        const keyed = natural.map((row) => [key(row, column), row]);
        keyed.sort(([one], [other]) => order.compare(one, other));
        rows = keyed.map(([, row]) => row);
        if (down) rows.reverse();
      }
      body.append(...rows);
    }

    function key(row, column) {
      if (heads[column].dataset.sort !== "disputes") return row.cells[column].textContent.trim();
      return String(GRADES.indexOf([...valuesOf(row, "dispute")][0]));
    }

    heads.forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      head.dataset.sort = fold(head.textContent.trim());
      button.append(...head.childNodes);
      head.append(button);
      const next = () => sorted === head.dataset.sort ? `-${sorted}` : sorted === `-${head.dataset.sort}` ? "" : head.dataset.sort;
      button.addEventListener("click", () => { sorted = next(); sort(); apply(); });
      addEventListener("beforeprint", () => head.replaceChildren(...button.childNodes));
      addEventListener("afterprint", () => { button.append(...head.childNodes); head.append(button); });
    });

    /* The address */

    function remember() {
      const asked = new URLSearchParams(location.search);
      for (const one of [field, ...selects]) set(asked, one.name, one.value.trim());
      set(asked, "sort", sorted);
      const query = asked.toString();
      history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    }

    const set = (asked, name, value) => value ? asked.set(prefix + name, value) : asked.delete(prefix + name);

    function recall() {
      const asked = new URLSearchParams(location.search);
      for (const one of [field, ...selects]) {
        one.value = asked.get(prefix + one.name) || "";
        if (one.selectedIndex === -1) one.value = "";
      }
      sorted = asked.get(`${prefix}sort`) || "";
    }

    function apply() {
      limit = AT_ONCE;
      match();
      show();
      clearTimeout(apply.timer);
      apply.timer = setTimeout(remember, QUIET);
    }

    /* What is shown, as a file: a cell that a spreadsheet might run is quoted with an apostrophe */

    const safe = (text) => /^['=+@\-\t\r\n＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    const cell = (text) => `"${safe(text).replaceAll('"', '""')}"`;
    const told = (row, part) => (row.querySelector(part)?.textContent || "").replace(/\s+/g, " ").trim();
    const target = (link) => decodeURIComponent(link.hash.slice(1));

    function csv() {
      const lines = [["id", ...selects.map((one) => one.name), "says", "at", "typed", "disputes"]];
      for (const row of matching) {
        const kinds = (one) => [...about.get(row).kinds.get(one)][0] || ""; // the first is its own, others are broader
        const says = row.querySelector("a.cb-says, .cb-says a");
        lines.push([
          target(says), ...selects.map(kinds), told(row, ".cb-says"), told(row, ".cb-at"), told(row, ".cb-typed"),
          [...row.querySelectorAll("a.cb-dispute-link")].map((link) => link.textContent.trim()).join("; "),
        ]);
      }
      return lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
    }

    form.querySelector(".cb-csv").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv" }));
      link.download = "claims.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });

    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    addEventListener("popstate", () => { recall(); sort(); apply(); });
    form.hidden = false;
    recall();
    if (sorted) sort();
    match();
    show();
  }

  document.querySelectorAll("form.cb-filter").forEach(prepare);
})();
