"""What the browser tests measure inside a page, as JavaScript."""

from playwright.sync_api import ViewportSize

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
]  # fmt: skip
WIDE, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)

# How far the page can be scrolled sideways, in pixels.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# The elements that stick out of the page on the right, for the message.
STICKING_OUT = """() => [...document.querySelectorAll('article *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 5).map(e => e.outerHTML.slice(0, 160))"""

_COLOURS = """
  const kept = (make, seen = new Map()) => (key) => seen.has(key) ? seen.get(key) : seen.set(key, make(key)).get(key);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const parse = kept((text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  });
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = kept((element) => element
    ? over(parse(getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [255, 255, 255, 1]);
  const light = (colour) => {
    const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = colour.slice(0, 3).map(v => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };"""

# Every text that is less readable than WCAG's level AA asks: ratio below 4.5, or 3 where it is large.
TOO_FAINT = (
    """() => {"""
    + _COLOURS
    + """
  const found = [];
  for (const element of document.querySelectorAll('article *, .bd-header-announcement *, .bd-sidebar-primary a')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(element), back = ground(element);
    const [a, b] = [light(over(parse(style.color), back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)}: ${element.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
)

# What is drawn in pictures: text needs 4.5, lines and points 3. Grid lines may be fainter.
DRAWN_TOO_FAINT = (
    """() => {"""
    + _COLOURS
    + """
  const found = [];
  const drawn = '.cb-picture text:not(.cb-cell-marked), .cb-picture polygon, .cb-picture path, .cb-glyph path,' +
    '.cb-picture line:not(.cb-grid, .cb-reach)';
  for (const element of document.querySelectorAll(drawn)) {
    const style = getComputedStyle(element), back = ground(element.closest('p'));
    const colour = ['line', 'path'].includes(element.tagName) && style.stroke !== 'none' ? style.stroke : style.fill;
    const [a, b] = [light(over(parse(colour), back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (element.tagName === 'text' ? 4.5 : 3)) found.push(`${ratio.toFixed(2)}: ${element.outerHTML}`);
  }
  return found;
}"""
)
