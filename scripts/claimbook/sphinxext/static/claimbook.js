"use strict";
/* Parts that are closed open for a link into them, and in print. */

(function () {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let opened = false;
    for (let part = target; part; part = part.parentElement)
      if (part.tagName === "DETAILS" && !part.open) opened = part.open = true;
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  const folded = "article details:not(:has(> .cb-steps))";  // how each disagreement was graded would fill a hundred pages
  addEventListener("beforeprint", () => document.querySelectorAll(folded).forEach((part) => { part.open = true; }));
})();
