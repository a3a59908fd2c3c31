/**
 * Runs in the page: texts that are cut without a way to read them whole, texts that lie on other texts, and a page that is
 * wider than its window. A text may end in an ellipsis where a title has all of it; what is scrolled away is not looked at.
 */
export function brokenLayout() {
  const SLACK = 2;
  const LAYERS = 'dialog, .kgo-drawer, .kgo-toasts, .kgo-menu';
  const clips = (value) => value !== 'visible';
  const cross = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isEmpty = (box) => box.right - box.left < 1 || box.bottom - box.top < 1;
  const say = (element, text) => `${String(element.className)} "${text.slice(0, 50)}"`;
  const found = [];
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) {
    found.push(`the page is ${wider} px wider than the window`);
  }

  /** What of the box is seen, and whether something cuts it that cannot be scrolled. */
  const seen = (element, box) => {
    let visible = cross(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    let cut = null;
    for (let each = element; each !== null && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (!clips(style.overflowX) && !clips(style.overflowY)) {
        continue;
      }
      const frame = each.getBoundingClientRect();
      const hides = (value) => value === 'hidden' || value === 'clip';
      const beyondX = hides(style.overflowX) && box.right > frame.right + SLACK;
      const beyondY = hides(style.overflowY) && box.bottom > frame.bottom + SLACK;
      if ((beyondX || beyondY) && cut === null) {
        const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        cut = shortened && each.closest('[title]') !== null ? null : each;
      }
      visible = cross(visible, frame);
    }
    return { visible, cut };
  };

  const pieces = [];
  const walker = document.createTreeWalker(document.querySelector('#kargo'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (
      text === '' ||
      element.closest('.kgo-visually-hidden, option, datalist, title') !== null ||
      !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    ) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const { visible, cut } = seen(element, box);
      if (isEmpty(visible)) {
        continue;
      }
      if (cut !== null) {
        found.push(`cut by ${String(cut.className)}: ${say(element, text)}`);
      }
      const x = (visible.left + visible.right) / 2;
      const y = (visible.top + visible.bottom) / 2;
      const top = document.elementFromPoint(x, y);
      const layer = element.closest(LAYERS);
      if (top === null || top.closest(LAYERS) === layer) {
        pieces.push({ element, text, layer, box: visible });
      }
    }
  }

  pieces.sort((one, other) => one.box.top - other.box.top);
  pieces.forEach((one, index) => {
    for (let i = index + 1; i < pieces.length && pieces[i].box.top < one.box.bottom - SLACK; i += 1) {
      const other = pieces[i];
      const both = cross(one.box, other.box);
      const over = both.right - both.left > SLACK && both.bottom - both.top > 1.5 * SLACK;
      if (over && one.element !== other.element && one.layer === other.layer) {
        found.push(`overlap: ${say(one.element, one.text)} and ${say(other.element, other.text)}`);
      }
    }
  });
  return found;
}
