/**
 * Both signatures of the RPC protocol: V1, an HMAC-SHA1 among the parameters (V2SIG), and V3, ACS3-HMAC-SHA256 in the
 * header Authorization (V3SIG). Web standards only, because a page signs with it too.
 */

import { toHex } from '../ids/hex.ts';

/** A name with its value, decoded. */
export type Pair = readonly [name: string, value: string];

/** The two ways to sign. */
export type Scheme = 'V1' | 'V3';

type Bytes = Uint8Array<ArrayBuffer>;

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
  return [
    method,
    url.pathname,
    toQuery(sortByName(url.searchParams), encodeName),
    ...headers.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    headers.map(([name]) => name).join(';'),
    hash,
  ].join('\n');
}

/** @param canonicalRequest see {@link canonicalRequestV3}. */
export async function stringToSignV3(canonicalRequest: string): Promise<string> {
  return `${V3_ALGORITHM}\n${await sha256(encode(canonicalRequest))}`;
}

/** In hexadecimal. */
export async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await subtle().digest('SHA-256', bytes)));
}

/**
 * Turns a secret into the key of a scheme, which cannot be read back: V1 adds a `&`, V3 takes the secret as it is.
 * @throws {TypeError} where there is no WebCrypto
 */
export function importKey(scheme: Scheme, secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const [text, hash] = scheme === 'V1' ? [`${secret}&`, 'SHA-1'] : [secret, 'SHA-256'];
  return subtle().importKey('raw', encode(text), { name: 'HMAC', hash }, false, [usage]);
}

/** The signature of a text, as bytes. */
export async function sign(key: CryptoKey, text: string): Promise<Bytes> {
  return new Uint8Array(await subtle().sign('HMAC', key, encode(text)));
}

/** Compares in constant time, as `crypto.subtle.verify` does. No signature, one that could not be read, is a wrong one. */
export async function verify(key: CryptoKey, signature: Bytes | undefined, text: string): Promise<boolean> {
  return signature !== undefined && subtle().verify('HMAC', key, signature, encode(text));
}

/** @returns `undefined` for a text that is not hexadecimal. */
export function fromHex(text: string): Bytes | undefined {
  if (!/^(?:[\da-f]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

/** @returns `undefined` for a text that is not the one base64 form of its bytes. */
export function fromBase64(text: string): Bytes | undefined {
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
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** @returns milliseconds since 1970; `undefined` for another form, and for a date that does not exist. */
export function parseTimestamp(text: string): number | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) || formatTimestamp(time) !== text ? undefined : time;
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function subtle(): SubtleCrypto {
  // A page that is not a secure context has none, whatever the types say.
  const found = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (found !== undefined) return found;
  throw new TypeError(
    'Signatures need crypto.subtle. A page has it in a secure context only: over https, or on localhost.',
  );
}
