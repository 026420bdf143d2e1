"use strict";
/* Cards of claims: stand beside their marker, and open for a pointer that rests there or a keyboard that arrives.
   They stay while the pointer is on marker or card, and go with Escape. Without this, the button opens them. */

(function () {
  const WAIT = 350, GAP = 6, EDGE = 8;
  const cards = new Map();
  let timer = 0;
  let lent = null; // the card that was opened by resting or arriving, not by its button
  let tabbed = false; // whether the keyboard moves on, rather than a card giving the focus back

  const later = (act) => { clearTimeout(timer); timer = setTimeout(act, WAIT); };
  const isOpen = (card) => card.matches(":popover-open");

  function place(card, mark) {
    const at = mark.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    card.style.margin = "0";
    card.style.inset = "auto";
    const left = Math.max(EDGE, Math.min(at.left, wide - card.offsetWidth - EDGE));
    const below = innerHeight - at.bottom >= card.offsetHeight + GAP || at.top < card.offsetHeight + GAP;
    const top = below ? at.bottom + GAP : at.top - card.offsetHeight - GAP;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${Math.max(EDGE, top) + scrollY}px`;
  }

  function lend(card, button) {
    if (isOpen(card)) return;
    card.showPopover({ source: button }); // so that the keyboard goes on into the card
    lent = card;
  }

  const giveBack = (card) => { if (lent === card && isOpen(card)) card.hidePopover(); };

  /* Escape does not reach a popover while nothing on the page has the focus. */
  addEventListener("keydown", (event) => {
    clearTimeout(timer);
    tabbed = event.key === "Tab";
    if (event.key === "Escape") for (const card of cards.keys()) if (isOpen(card)) card.hidePopover();
  });

  for (const button of document.querySelectorAll(".cb-card-button")) {
    const card = document.getElementById(button.getAttribute("popovertarget"));
    const mark = button.parentElement, link = mark.querySelector("a");
    if (!card || !card.showPopover) continue;
    if (!cards.has(card)) {
      cards.set(card, mark);
      card.addEventListener("toggle", () => {
        if (isOpen(card)) place(card, cards.get(card));
        else if (lent === card) lent = null;
      });
      card.addEventListener("pointerenter", () => clearTimeout(timer));
      card.addEventListener("pointerleave", () => later(() => giveBack(card)));
    }
    link.removeAttribute("title"); // the card says the same
    const here = () => cards.set(card, mark);
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => { here(); lend(card, button); });
    });
    mark.addEventListener("pointerleave", () => later(() => giveBack(card)));
    link.addEventListener("focus", () => {
      if (!tabbed) return;
      tabbed = false;
      here();
      lend(card, button);
    });
    mark.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (!mark.contains(to) && !card.contains(to)) giveBack(card);
    });
    button.addEventListener("click", (event) => {
      here();
      clearTimeout(timer);
      if (lent === card) { // it is open already: keep it
        event.preventDefault();
        lent = null;
      }
    });
  }
})();
