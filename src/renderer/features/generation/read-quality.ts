/** What somebody wrote into the field for the least quality; nothing takes all. */
export function readQuality(text: string): { readonly quality: number | null; readonly problem: string | null } {
  const written = text.trim();
  if (written === '') return { quality: null, problem: null };
  const quality = Number(written);
  const good = Number.isFinite(quality) && quality >= 0 && quality <= 100;
  return good ? { quality, problem: null } : { quality: null, problem: '0 to 100' };
}
