/**
 * Runs in the page: texts whose colour is too near to what lies behind them (WCAG 2, AA). Reads the colours that the
 * browser paints, whatever notation they are written in.
 */
export function lowContrast() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  // The buttons of Jenkins have their colour on a pseudo-element that fills them.
  const painted = (element) => {
    const own = rgba(getComputedStyle(element).backgroundColor);
    const before = getComputedStyle(element, '::before');
    const fills =
      before.content !== 'none' &&
      before.position === 'absolute' &&
      parseFloat(before.width) >= element.clientWidth - 2 &&
      parseFloat(before.height) >= element.clientHeight - 2;
    return fills ? [rgba(before.backgroundColor), own] : [own];
  };
  const behind = (element) => {
    const layers = [];
    for (let each = element; each !== null; each = each.parentElement) {
      layers.push(...painted(each));
      if (layers.some((layer) => layer[3] === 1)) {
        break;
      }
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const element of document.querySelectorAll('#kargo *')) {
    const text = [...element.childNodes].filter(
      (node) => node.nodeType === 3 && node.textContent.trim() !== '',
    );
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (text.length === 0 || box.width < 2 || style.visibility === 'hidden' || element.closest(':disabled')) {
      continue;
    }
    const ground = behind(element);
    const ink = over(rgba(style.color), ground);
    const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      found.push(
        `contrast ${ratio.toFixed(2)}: ${element.className} "${text[0].textContent.trim().slice(0, 40)}"`,
      );
    }
  }
  return found;
}
