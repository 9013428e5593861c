// Runs inside the page, as text: see look.ts.

/** @param {string} colour @returns {number[]} */
function rgba(colour) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

/** WCAG 2 relative luminance. @param {number[]} colour */
function luminance(colour) {
  const [r = 0, g = 0, b = 0] = colour
    .slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The colour behind an element, or null over a picture or a see-through layer. @param {Element | null} element */
function ground(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== 'none' || at.tagName === 'VIDEO') return null;
    const colour = rgba(style.backgroundColor);
    if (colour[3] === 1) return colour;
    if (colour[3] > 0 || style.position === 'absolute') return null;
  }
  return [255, 255, 255, 1];
}

/** @param {Element} element */
const hasOwnText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

/** @param {Element} element */
const isOff = (element) => element.closest(':disabled, [aria-disabled=true], [data-disabled]') !== null;

/** Texts whose contrast is below WCAG's 4.5:1, with the contrast. */
function faintTexts() {
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    if (!hasOwnText(element) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return [];
    const behind = ground(element);
    if (behind === null || isOff(element)) return [];
    const levels = [luminance(rgba(getComputedStyle(element).color)), luminance(behind)].sort((a, b) => b - a);
    const contrast = ((levels[0] ?? 0) + 0.05) / ((levels[1] ?? 0) + 0.05);
    return contrast < 4.5 ? [`${contrast.toFixed(2)} ${element.textContent?.trim().slice(0, 60)}`] : [];
  });
}

/** What has the focus, when nothing shows that it has. */
function hiddenFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, left, bottom, right } = element.getBoundingClientRect();
  const seen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  if (seen && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) return null;
  return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`;
}

/** Pixels of the page that stick out of the window sideways. */
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

Object.assign(window, { look: { faintTexts, hiddenFocus, sideways } });
