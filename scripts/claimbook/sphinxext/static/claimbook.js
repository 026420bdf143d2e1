"use strict";
/* Parts that are closed open for a link into them or to what they complete, and in print. */

(function () {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let opened = false;
    for (let part = target; part; part = part.parentElement)
      if (part.tagName === "DETAILS" && !part.open) opened = part.open = true;
    const whole = target && target.querySelector(":scope > details.cb-whole");
    if (whole) whole.open = true;
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  const whole = document.querySelector('span[id^="document-"]') !== null;  // all pages in one: its claims are all there
  // how each disagreement was graded would fill a hundred pages, as would the tables behind the pictures of a whole book
  const folded = `article details:not(:has(> .cb-steps))${whole ? ":not(.cb-figure > *)" : ""}`;
  addEventListener("beforeprint", () => document.querySelectorAll(folded).forEach((part) => { part.open = true; }));
})();
