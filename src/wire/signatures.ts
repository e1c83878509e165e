/**
 * Both signatures of the RPC protocol: V1, an HMAC-SHA1 among the parameters (V2SIG), and V3, ACS3-HMAC-SHA256 in the
 * header Authorization (V3SIG). The hashes are of @noble/hashes, so that signing is synchronous and needs no secure context
 * (docs/decisions/0003).
 */

import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 as hashSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** A name with its value, decoded. */
export type Pair = readonly [name: string, value: string];

/** The two ways to sign. */
export type Scheme = 'V1' | 'V3';

/** Makes the signature of a string. The secret is in a closure: nothing that is passed around or printed shows it. */
export type SigningKey = (text: string) => Uint8Array;

const encoder = new TextEncoder();

const unusedHash = hashSha256.create();
/** Begun anew by each use, because making a state takes about as long as hashing a short string. */
const currentHash = hashSha256.create();

/** The algorithm of V3, as Authorization names it. */
export const V3_ALGORITHM = 'ACS3-HMAC-SHA256';

/** SHA-256 of a body that is not there. */
export const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Encodes by RFC 3986, where only `A-Za-z0-9-_.~` stay (V2SIG). Half a surrogate pair becomes U+FFFD, which is also
 * what a URL makes of it; encodeURIComponent would throw.
 */
export function percentEncode(text: string): string {
  // Most names and values are plain.
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** By the UTF-16 units of the names, not yet encoded, as the SDKs sort (CORE, POPCORE); same names stay in their order. */
export function sortByName(pairs: Iterable<Pair>): readonly Pair[] {
  return [...pairs].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Pairs as a query, in the order that they have. */
export function toQuery(
  pairs: readonly Pair[],
  encodeName: (name: string) => string = percentEncode,
): string {
  return pairs.map(([name, value]) => `${encodeName(name)}=${percentEncode(value)}`).join('&');
}

/** @param pairs of query and form together; a Signature among them is left out. */
export function stringToSignV1(method: string, pairs: Iterable<Pair>): string {
  const signed = sortByName(pairs).filter(([name]) => name !== 'Signature');
  return `${method}&%2F&${percentEncode(toQuery(signed))}`;
}

/** What V3 signs of a request. */
export interface V3Request {
  readonly method: string;
  readonly url: URL;
  /** The signed ones, their names in lower case, sorted. */
  readonly headers: readonly Pair[];
  /** SHA-256 of the body, in hexadecimal. */
  readonly hash: string;
}

/** The text whose hash V3 signs (V3SIG). */
export function canonicalRequestV3(
  { method, url, headers, hash }: V3Request,
  encodeName?: (name: string) => string,
): string {
  let lines = '';
  let names = '';
  for (const [name, value] of headers) {
    lines += `${name}:${value.trim()}\n`;
    names += names === '' ? name : `;${name}`;
  }
  const query = toQuery(sortByName(url.searchParams), encodeName);
  return `${method}\n${url.pathname}\n${query}\n${lines}\n${names}\n${hash}`;
}

/** @param canonicalRequest see {@link canonicalRequestV3}. */
export function stringToSignV3(canonicalRequest: string): string {
  return `${V3_ALGORITHM}\n${sha256(encode(canonicalRequest))}`;
}

/** In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  // oxlint-disable-next-line no-underscore-dangle -- noble's name for copying a state into another one.
  return bytesToHex(unusedHash._cloneInto(currentHash).update(bytes).digest());
}

/** Turns a secret into the key of a scheme: V1 adds a `&`, V3 takes the secret as it is. */
export function importKey(scheme: Scheme, secret: string): SigningKey {
  const [text, hash] = scheme === 'V1' ? [`${secret}&`, sha1] : [secret, hashSha256];
  // HMAC begins with two blocks of the key alone; hashed once, they are the state that each signature begins with.
  const begun = hmac.create(hash, encode(text));
  const current = begun.clone();
  // oxlint-disable-next-line no-underscore-dangle -- as above.
  return (message) => begun._cloneInto(current).update(encode(message)).digest();
}

/** The signature of a string, as bytes. */
export function sign(key: SigningKey, text: string): Uint8Array {
  return key(text);
}

/** Compares in constant time. A missing signature, or one that could not be read, is a wrong one. */
export function verify(key: SigningKey, signature: Uint8Array | undefined, text: string): boolean {
  return signature !== undefined && areEqual(signature, key(text));
}

/** Looks at all bytes, wherever the first difference is. */
function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  // The index is below both lengths.
  for (let index = 0; index < a.length; index += 1) difference |= a[index]! ^ b[index]!;
  return difference === 0;
}

/** @returns `undefined` if the string is not hexadecimal. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^(?:[\da-f]{2})+$/i.test(text) ? hexToBytes(text) : undefined;
}

/** @returns `undefined` if the string is not the one base64 form of its bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a time as both schemes want it: `yyyy-MM-ddTHH:mm:ssZ`, UTC (V2SIG, V3SIG).
 * @param milliseconds since 1970.
 */
export function formatTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/** @returns milliseconds since 1970; `undefined` for another form, and for a date that does not exist. */
export function parseTimestamp(text: string): number | undefined {
  const [, day] = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\dZ$/.exec(text) ?? [];
  const time = day === undefined ? NaN : Date.parse(text);
  // A day that the month does not have, and the hour 24, become another day.
  return new Date(time).getUTCDate() === Number(day) ? time : undefined;
}

function encode(text: string): Uint8Array {
  return encoder.encode(text);
}
