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
  addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((part) => { part.open = true; }));
})();
