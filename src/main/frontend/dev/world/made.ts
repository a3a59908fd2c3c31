export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const REGISTRY = 'ghcr.io/acme';

export function hex(seed: number, length: number): string {
  let value = seed * 2_654_435_761 + 97;
  let text = '';
  while (text.length < length) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += value.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}
