/** Long fractions of frames are shown to the hundredth; null is an empty field. */
export const numberText = (value: number | null): string =>
  value === null ? '' : String(Math.round(value * 100) / 100);

type Change = { readonly before: number | null; readonly after: number | null; readonly typing: boolean };

/**
 * What a field shows when its value changes, by undo or from outside: null leaves what somebody is typing in it. `text` is
 * what stands there now, null where that is no number.
 */
export function textAfter(text: string | null, { before, after, typing }: Change): string | null {
  return typing && text !== numberText(before) ? null : numberText(after);
}
