/** A level for people: `+3.0 dB`, `−14.0 dB`, `0 dB`. */
export function decibelText(decibels: number): string {
  if (decibels === 0) return '0 dB';
  return `${decibels > 0 ? '+' : '−'}${Math.abs(decibels).toFixed(1)} dB`;
}
