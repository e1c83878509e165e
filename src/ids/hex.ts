/** Bytes in hexadecimal, in lower case. */
export function toHex(bytes: Iterable<number>): string {
  let digits = '';
  for (const byte of bytes) digits += (byte + 256).toString(16).slice(1);
  return digits;
}
