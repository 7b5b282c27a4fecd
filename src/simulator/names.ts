import { createHash } from 'node:crypto';

/** Lower-case letters and digits that are always the same for the same text. */
export function letters(text: string, length: number): string {
  const digits = BigInt(`0x${createHash('sha512').update(text).digest('hex')}`).toString(36);
  return digits.slice(0, length);
}

/** A UUID that is always the same for the same text. */
export function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
