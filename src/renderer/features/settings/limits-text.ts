import type { VendorLimits } from '../../../shared/generator.ts';

/** `10 a minute · 3 at once · 60 s cool-down`. */
export function limitsText({ perMinute, atOnce, coolDownSeconds }: VendorLimits): string {
  const calls = perMinute === null ? 'any number a minute' : `${perMinute} a minute`;
  return `${calls} · ${atOnce} at once · ${coolDownSeconds} s cool-down`;
}

export const sameLimits = (a: VendorLimits, b: VendorLimits): boolean => limitsText(a) === limitsText(b);

export type LimitsDraft = Readonly<Record<keyof VendorLimits, string>>;

export const draftOf = ({ perMinute, atOnce, coolDownSeconds }: VendorLimits): LimitsDraft => ({
  perMinute: perMinute === null ? '' : String(perMinute),
  atOnce: String(atOnce),
  coolDownSeconds: String(coolDownSeconds),
});

/** What was written, or what is wrong with each field. Calls a minute may be left empty: no limit. */
export function readLimits(draft: LimitsDraft): { limits: VendorLimits | null; problems: Partial<LimitsDraft> } {
  const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null);
  const perMinute = draft.perMinute.trim() === '' ? 'none' : whole(draft.perMinute);
  const atOnce = whole(draft.atOnce);
  const coolDownSeconds = whole(draft.coolDownSeconds);
  if (perMinute !== null && atOnce !== null && coolDownSeconds !== null)
    return { limits: { perMinute: perMinute === 'none' ? null : perMinute, atOnce, coolDownSeconds }, problems: {} };
  return {
    limits: null,
    problems: {
      ...(perMinute === null && { perMinute: 'A whole number, or nothing' }),
      ...(atOnce === null && { atOnce: 'A whole number' }),
      ...(coolDownSeconds === null && { coolDownSeconds: 'Whole seconds' }),
    },
  };
}
