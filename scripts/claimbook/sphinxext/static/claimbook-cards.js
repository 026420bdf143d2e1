"use strict";
/* Cards stand beside their marker, or their mark in a picture, and open for a pointer that rests there, a keyboard that
   arrives, or a finger: the link stands again in the card. They stay while the pointer is on either, and go with Escape.
   Without this, the button of a marker opens its card, and a mark is a link. */

(function () {
  const WAIT = 350, GAP = 6, EDGE = 8, LEAST = 180;
  const owners = new Map(); // cards with what they stand beside
  let timer = 0;
  let lent = null; // the card that was opened by resting or arriving, not asked for
  let tabbed = false; // whether the keyboard moves on, rather than a card giving the focus back

  const hint = document.createElement("p");
  hint.className = "cb-keys";
  hint.textContent = "↓ goes into this card, Escape closes it.";

  const later = (act) => { clearTimeout(timer); timer = setTimeout(act, WAIT); };
  const isOpen = (card) => card.matches(":popover-open");
  const linksOf = (card) => [...card.querySelectorAll("a[href]")];

  function place(card, mark) {
    const at = mark.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    card.style.margin = "0";
    card.style.inset = "auto";
    card.style.maxHeight = "";
    const left = Math.max(EDGE, Math.min(at.left, wide - card.offsetWidth - EDGE));
    const under = innerHeight - at.bottom - GAP - EDGE, over = at.top - GAP - EDGE;
    const below = under >= card.offsetHeight || under >= over;
    card.style.maxHeight = `${Math.max(LEAST, below ? under : over)}px`; // what does not fit is scrolled to
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + GAP : at.top - card.offsetHeight - GAP) + scrollY}px`;
  }

  function lend(card, source) {
    if (isOpen(card)) return;
    card.showPopover(source ? { source } : {}); // so that the keyboard goes on into the card
    lent = card;
  }

  const giveBack = (card) => { if (lent === card && isOpen(card)) card.hidePopover(); };

  /* Escape does not reach a popover while nothing on the page has the focus. */
  addEventListener("keydown", (event) => {
    clearTimeout(timer);
    tabbed = event.key === "Tab";
    if (event.key === "Escape") for (const card of owners.keys()) if (isOpen(card)) card.hidePopover();
  });

  /* A finger cannot rest anywhere: it opens the card where a mouse would follow the link. */
  function tap(mark, link, card) {
    let finger = false;
    link.addEventListener("pointerdown", (event) => { finger = event.pointerType !== "mouse"; });
    link.addEventListener("click", (event) => {
      clearTimeout(timer);
      if (!finger) return;
      event.preventDefault();
      finger = false;
      owners.set(card, mark);
      if (!isOpen(card)) card.showPopover();
    });
  }

  /* Whatever a card stands beside, it opens for what rests or arrives there and goes with it. */
  function own(mark, link, card, button) {
    if (!owners.has(card)) {
      card.addEventListener("toggle", () => {
        if (isOpen(card)) place(card, owners.get(card));
        else if (lent === card) lent = null;
      });
      card.addEventListener("pointerenter", () => clearTimeout(timer));
      card.addEventListener("pointerleave", () => later(() => giveBack(card)));
      owners.set(card, mark);
    }
    const open = () => { owners.set(card, mark); lend(card, button); };
    tap(mark, link, card);
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(open);
    });
    mark.addEventListener("pointerleave", () => later(() => giveBack(card)));
    link.addEventListener("focus", () => {
      if (!tabbed) return;
      tabbed = false;
      open();
      if (!button) card.append(hint);
    });
    mark.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (!mark.contains(to) && !card.contains(to)) giveBack(card);
    });
  }

  const usable = (id) => {
    const card = document.getElementById(id);
    return card && card.showPopover ? card : null;
  };

  for (const button of document.querySelectorAll(".cb-card-button")) {
    const card = usable(button.getAttribute("popovertarget"));
    const mark = button.parentElement, link = mark.querySelector("a");
    if (!card) continue;
    own(mark, link, card, button);
    link.removeAttribute("title"); // the card says the same
    button.addEventListener("click", (event) => {
      owners.set(card, mark);
      clearTimeout(timer);
      if (lent === card) { // it is open already: keep it
        event.preventDefault();
        lent = null;
      }
    });
  }

  document.documentElement.classList.add("cb-tap"); // a finger needs no button

  /* A mark has no button: the arrow key goes into its card. */
  for (const shape of document.querySelectorAll("[data-card]")) {
    const card = usable(shape.dataset.card), mark = shape.closest("a"), name = shape.querySelector("title");
    if (!card) continue;
    own(mark, mark, card, null);
    mark.setAttribute("aria-label", name.textContent); // its title would show beside the card
    name.remove();
    shape.setAttribute("aria-hidden", "true");
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || !isOpen(card)) return;
      event.preventDefault();
      linksOf(card)[0].focus();
    });
  }

  /* The keyboard leaves the card of a mark for that mark: backwards to stay there, else to go on to the next one. */
  addEventListener("keydown", (event) => {
    const card = event.target.closest(".cb-card"), mark = card && owners.get(card);
    if (event.key !== "Tab" || !mark || !mark.matches("a")) return;
    if (document.activeElement !== linksOf(card).at(event.shiftKey ? 0 : -1)) return;
    tabbed = false;
    mark.focus();
    tabbed = !event.shiftKey;
    if (event.shiftKey) event.preventDefault();
    else giveBack(card);
  });
})();
