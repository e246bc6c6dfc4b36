/* global document, window, getComputedStyle */
/** Runs inside the page: what is wrong with what a reader sees, one sentence each. */
export function inspectPage() {
  const LEAST_CONTRAST = 4.5;
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.push(`is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
  for (const element of document.querySelectorAll('main *')) {
    if (element.closest('.scroll, svg') !== null) continue;
    if (element.getBoundingClientRect().right > root.clientWidth + 1)
      faults.push(`${element.tagName} stands out to the right`);
  }

  const rgb = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const paperOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length > 0 && colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, 4);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === '' || element.closest('title, desc, style')) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const ink = light(rgb(element instanceof window.SVGElement ? style.fill : style.color));
    const paper = light(paperOf(element));
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast < LEAST_CONTRAST)
      faults.push(`${element.tagName} has a contrast of ${contrast.toFixed(2)}`);
  }
  if (texts < 20) faults.push('has hardly any text');

  for (const svg of document.querySelectorAll('svg')) {
    const ids = (svg.getAttribute('aria-labelledby') ?? '').split(' ');
    const words = ids.map((id) => document.getElementById(id)?.textContent ?? '');
    if (svg.getAttribute('role') !== 'img' || words.length < 2 || words.includes(''))
      faults.push('a chart has no title and description');
  }
  for (const table of document.querySelectorAll('table'))
    if (table.caption === null || table.querySelector('thead th:not([scope])') !== null)
      faults.push('a table has no caption or a head without scope');
  const levels = [...document.querySelectorAll('h1,h2,h3')].map(({ tagName }) => +tagName[1]);
  if (levels[0] !== 1 || levels.some((level, at) => level > (levels[at - 1] ?? 0) + 1))
    faults.push('its headings skip a level');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  if (document.querySelector('script, iframe, img, object') !== null)
    faults.push('holds an element that a report does not need');
  return faults;
}
