import { generateKeyPairSync, type KeyObject } from 'node:crypto';

const made = new Map<string, KeyObject>();

/** A private key of 2048 bits, the same for the same name as long as this process lives: finding its primes takes a third of a second. */
export function rsaKey(name: string): KeyObject {
  const known = made.get(name);
  if (known) return known;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  made.set(name, privateKey);
  return privateKey;
}
