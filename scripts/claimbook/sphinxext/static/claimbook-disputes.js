"use strict";
/* Selections above the page of all disputes; their state is in the address. Without JavaScript all are shown. */

(function () {
  const disputes = [...document.querySelectorAll("section.cb-dispute")];
  const groups = [...document.querySelectorAll("section.cb-topic")];
  if (!groups.length) return;
  const GRADES = ["conflict", "tension", "exception", "contrast"];
  const FACETS = [["topic", "Topic", "cb-on-"], ["grade", "Grade", "cb-in-"], ["status", "Ruling", "cb-was-"]];

  const value = (dispute, prefix) => {
    const name = [...dispute.classList].find((one) => one.startsWith(prefix));
    return name ? name.slice(prefix.length) : "";
  };
  const make = (tag, text, control) => {
    const made = document.createElement(tag);
    made.append(text, ...(control ? [control] : []));
    return made;
  };

  const selects = FACETS.map(([key, title, prefix]) => {
    const counts = new Map();
    for (const one of disputes) counts.set(value(one, prefix), (counts.get(value(one, prefix)) || 0) + 1);
    const select = document.createElement("select");
    select.name = key;
    select.append(new Option("all", ""));
    const rank = (name) => key === "grade" ? GRADES.indexOf(name) : 0;
    const options = [...counts].sort((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
    for (const [name, count] of options) select.append(new Option(`${name.replaceAll("-", " ")} (${count})`, name));
    return {key, title, prefix, select};
  });
  const words = document.createElement("input");
  words.type = "search";
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const all = make("button", "Show all"), open = make("button", "Open all");
  all.type = open.type = "button";
  const bar = document.createElement("form");
  bar.className = "cb-choose";
  bar.setAttribute("aria-label", "Select disputes");
  bar.append(...selects.map((one) => make("label", one.title, one.select)), make("label", "Words", words), all, open, count);

  const fold = (text) => text.normalize("NFKD").toLowerCase();
  const text = new Map();
  const said = (one) => text.get(one) || text.set(one, fold(one.textContent)).get(one);
  const entry = (section) => {
    const link = document.querySelector(`.bd-sidebar-secondary a[href="#${CSS.escape(section.id)}"]`);
    return link && link.closest("li");
  };
  const show = (section, shown) => {
    section.hidden = !shown;
    const listed = entry(section);
    if (listed) listed.hidden = !shown;
  };

  const apply = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of disputes) {
      const keep = selects.every(({prefix, select}) => !select.value || value(one, prefix) === select.value) &&
        wanted.every((word) => said(one).includes(word));
      show(one, keep);
      shown += keep;
    }
    for (const group of groups) show(group, group.querySelector("section.cb-dispute:not([hidden])") !== null);
    count.textContent = `${shown} of ${disputes.length} disputes`;
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const {key, select} of selects) if (select.value) state.set(key, select.value);
    if (words.value.trim()) state.set("words", words.value.trim());
    const query = state.toString();
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
  };

  const recall = () => {
    const state = new URLSearchParams(location.search);
    for (const {key, select} of selects) {
      select.value = state.get(key) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    words.value = state.get("words") || "";
  };

  const clear = () => {
    for (const {select} of selects) select.value = "";
    words.value = "";
    apply();
  };

  /* A link to a dispute that is not among those selected shows it all the same. */
  const meet = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      clear();
      target.scrollIntoView();
    }
  };

  bar.addEventListener("input", () => { apply(); remember(); });
  bar.addEventListener("submit", (event) => event.preventDefault());
  all.addEventListener("click", () => { clear(); remember(); });
  open.addEventListener("click", () => {
    const whole = [...document.querySelectorAll("section.cb-dispute:not([hidden]) > .cb-whole")];
    const closed = whole.some((one) => !one.open);
    for (const one of whole) one.open = closed;
    open.textContent = closed ? "Close all" : "Open all";
  });
  addEventListener("hashchange", meet);
  groups[0].before(bar);
  recall();
  apply();
  meet();
})();
