"use strict";
/* The search page: claims, disputes, sources, terms and sections of pages, by what a reader would type.
   Numbers are whole and go with their units, terms are known by all their names, small slips are forgiven. */

(function () {
  const { names, entries } = window.claimbookIndex;
  const KINDS = { page: ["page", "pages"], dispute: ["dispute", "disputes"], source: ["source", "sources"],
    claim: ["claim", "claims"], term: ["word explained", "words explained"] };
  const AT_ONCE = 8, AROUND = 90, TITLE = 4;
  const COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
  const UNITS = { hour: "h", hr: "h", minute: "min", milligram: "mg", microgram: "ug", "µg": "ug", "μg": "ug", mcg: "ug",
    gram: "g", percent: "%" };
  const PASSED = new Set(("a an and any are as at be by can do does for from how i in is it of on or that the there to was "
    + "what when where which who why with").split(" "));
  const PARTS = /\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[\p{L}\p{M}]+|[%µ]/gu;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function token(part) {
    const word = plain(part).replaceAll(",", "");
    const one = word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
    const counted = COUNTED.indexOf(one);
    return counted >= 0 ? String(counted) : Object.hasOwn(UNITS, one) ? UNITS[one] : one;
  }

  const tokens = (text) => (text.match(PARTS) || []).map(token);

  /* Where each token stands: token -> entry -> [[part of the entry, place], ...] */

  const places = new Map();
  entries.forEach(([, ...parts], at) => parts.slice(0, 3).forEach((text, part) =>
    tokens(text).forEach((one, place) => {
      if (!places.has(one)) places.set(one, new Map());
      const found = places.get(one);
      if (!found.has(at)) found.set(at, []);
      found.get(at).push([part, place]);
    })));
  const known = [...places.keys()];
  const called = names.map((group) => group.map(tokens).filter((one) => one.length));

  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let above = [], row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], above[j - 2] + 1);
      }
      above = row;
      row = next;
    }
    return row[other.length];
  }

  /* What a typed word may stand for, with how well it fits */
  function readings(word) {
    const found = places.has(word) ? [[[word], 3]] : [];
    if (/^\d/.test(word)) return found;
    if (word.length > 2) found.push(...known.filter((one) => one !== word && one.startsWith(word)).map((one) => [[one], 2]));
    if (found.length || word.length < 4) return found;
    const most = word.length > 7 ? 2 : 1;
    return known.filter((one) => !/^\d/.test(one) && apart(word, one, most) <= most).map((one) => [[one], 1]);
  }

  /* A query as parts that must all be found, each with its readings: sequences of tokens */
  function understood(query) {
    const words = tokens(query), parts = [];
    for (let at = 0; at < words.length;) {
      const [group, length] = longest(words, at);
      if (group) parts.push(group.map((name) => [name, 3]));
      else if (/^\d/.test(words[at]) && at + 1 < words.length && !/^\d/.test(words[at + 1]) && !PASSED.has(words[at + 1])) {
        parts.push([[words.slice(at, at + 2), 3]]);
        at += 2;
        continue;
      } else if (!PASSED.has(words[at])) parts.push(readings(words[at]));
      at += length;
    }
    return parts.length || !words.length ? parts : words.map(readings);
  }

  /* The term that is called by the words from here on, and how many they are */
  function longest(words, at) {
    let best = [null, 1], most = 0;
    for (const group of called)
      for (const name of group)
        if (name.length > most && name.every((one, i) => one === words[at + i])) [best, most] = [[group, name.length], name.length];
    return best;
  }

  function hold(sequence) {
    const found = new Map();
    const [first, ...rest] = sequence;
    for (const [at, where] of places.get(first) || [])
      for (const [part, place] of where)
        if (rest.every((one, i) => (places.get(one)?.get(at) || []).some(([p, q]) => p === part && q === place + i + 1)))
          found.set(at, Math.max(found.get(at) || 0, part ? 1 : TITLE));
    return found;
  }

  function search(query) {
    const parts = understood(query), scores = new Map();
    for (const part of parts) {
      const best = new Map();
      for (const [sequence, fit] of part)
        for (const [at, weight] of hold(sequence)) best.set(at, Math.max(best.get(at) || 0, fit * weight));
      for (const [at, score] of best) {
        const [hits, sum] = scores.get(at) || [0, 0];
        scores.set(at, [hits + 1, sum + score]);
      }
    }
    const words = tokens(query);
    if (words.length > 1) for (const [at, weight] of hold(words)) if (scores.has(at)) scores.get(at)[1] += 4 * weight;
    const most = Math.max(0, ...[...scores.values()].map(([hits]) => hits));
    const found = [...scores].filter(([, [hits]]) => hits === most);
    found.sort(([one, [, a]], [other, [, b]]) => b - a || one - other);
    return { found: found.map(([at]) => entries[at]), whole: most === parts.length, marked: new Set(parts.flat().flatMap(([s]) => s)) };
  }

  /* Results */

  const made = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  /* Text with the words that were looked for marked */
  function shown(element, text, marked) {
    let from = 0;
    for (const match of text.matchAll(PARTS))
      if (marked.has(token(match[0])) && !PASSED.has(token(match[0]))) {
        element.append(text.slice(from, match.index), made("mark", match[0]));
        from = match.index + match[0].length;
      }
    element.append(text.slice(from));
    return element;
  }

  function around(text, marked) {
    const hits = [...text.matchAll(PARTS)].map((match) => [token(match[0]), match.index]).filter(([one]) => marked.has(one));
    let hit = 0, most = 0;
    for (const [, from] of hits) { // where most of the words stand close together
      const near = new Set(hits.filter(([, at]) => at >= from && at < from + AROUND / 3).map(([one]) => one));
      if (near.size > most) [hit, most] = [from, near.size];
    }
    const start = hit > AROUND ? text.indexOf(" ", hit - AROUND) + 1 : 0;
    const end = start + 2 * AROUND < text.length ? text.lastIndexOf(" ", start + 2 * AROUND) : text.length;
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function item([kind, title, about, text, address], marked) {
    const listed = made("li"), link = shown(made("a"), title, marked);
    link.href = address;
    listed.append(made("span", KINDS[kind][0], "cb-badge"), " ", link);
    if (about) listed.append(shown(made("span", "", "cb-at"), ` (${about})`, marked));
    if (text) listed.append(shown(made("p", "", "cb-snippet"), around(text, marked), marked));
    return listed;
  }

  function group(kind, found, marked) {
    const list = made("ul", "", "cb-plain cb-results");
    const add = (some) => list.append(...some.map((entry) => item(entry, marked)));
    const heading = made("h2", `${KINDS[kind][1].replace(/^./, (c) => c.toUpperCase())} (${found.length})`);
    add(found.slice(0, AT_ONCE));
    const part = made("section");
    part.append(heading, list);
    if (found.length > AT_ONCE) {
      const more = made("button", `Show all ${found.length}`, "cb-more");
      more.type = "button";
      more.addEventListener("click", () => {
        more.remove();
        add(found.slice(AT_ONCE));
        list.children[AT_ONCE].querySelector("a").focus();
      });
      part.append(more);
    }
    return part;
  }

  const field = document.querySelector(".cb-search input"), out = document.getElementById("search-results");
  const status = document.querySelector(".cb-found");

  function answer() {
    const query = field.value.trim();
    out.replaceChildren();
    status.textContent = "";
    if (!query) return;
    const { found, whole, marked } = search(query);
    const kinds = Object.keys(KINDS).map((kind) => [kind, found.filter(([one]) => one === kind)]).filter(([, own]) => own.length);
    const told = kinds.map(([kind, own]) => `${own.length} ${KINDS[kind][own.length > 1 ? 1 : 0]}`).join(", ");
    status.textContent = !found.length ? "Nothing was found. Try another word, or a shorter beginning of it."
      : whole ? `Found: ${told}.` : `Nothing has all of these words. Found with most of them: ${told}.`;
    out.append(...kinds.map(([kind, own]) => group(kind, own, marked)));
  }

  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      answer();
      const query = field.value.trim();
      history.replaceState(null, "", location.pathname + (query && `?q=${encodeURIComponent(query)}`));
    }, 150);
  });
  field.form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  answer();
  if (!field.value) field.focus();
})();
