import type { CloudApiError } from '../cloud-api-error.ts';
import {
  canonicalRequestV3,
  EMPTY_HASH,
  fromHex,
  percentEncode,
  sha256,
  stringToSignV3,
  V3_ALGORITHM,
  verify,
} from '../wire/signatures.ts';
import type { Pair, V3Request } from '../wire/signatures.ts';
import { mismatch, missing, unknownMethod } from './claim.ts';
import type { SignedRequest } from '../wire/read.ts';
import type { Claim } from './claim.ts';
import type { Redact } from './redact.ts';

/**
 * Reads a V3 signature, which is in the header Authorization (V3SIG).
 * @param authorization `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`
 * @throws {CloudApiError} if a part of it is missing or unknown
 */
export function readV3(request: SignedRequest, authorization: string, redact: Redact): Claim {
  // Without a word before it, it may be a secret, and is not shown.
  const [, algorithm = 'no algorithm'] = /^(\S+)\s/.exec(authorization) ?? [];
  if (algorithm !== V3_ALGORITHM) throw unknownMethod(`Authorization by ${redact(algorithm)}`, 'inferred');
  const { url, headers } = request;
  const sent = new Map(headers);
  sent.set('host', hostOf(url, headers.get('host')));

  const accessKeyId = need(
    /\bCredential=([^,\s]*)/.exec(authorization)?.[1],
    'AccessKeyId',
    'Credential in Authorization',
  );
  const listed = need(
    /\bSignedHeaders=([^,\s]*)/.exec(authorization)?.[1],
    'SignedHeaders',
    'a part of Authorization',
  );
  const given = /\bSignature=([^,\s]*)/.exec(authorization)?.[1];
  // An empty one does not match (observed: alibabacloud-csharp-sdk#40).
  const signature = fromHex(given === '' ? '' : need(given, 'Signature', 'a part of Authorization'));
  const nonce = need(sent.get('x-acs-signature-nonce'), 'SignatureNonce', 'the header x-acs-signature-nonce');
  const timestamp = need(sent.get('x-acs-date'), 'Timestamp', 'the header x-acs-date');
  return {
    scheme: 'V3',
    accessKeyId,
    nonce,
    timestamp,
    token: sent.get('x-acs-security-token') || undefined,
    verify(key) {
      const names = [...new Set(listed.toLowerCase().split(';'))].toSorted();
      const signed = signedBy(request, sent, names);
      const canonicalRequest = canonicalRequestV3(signed);
      const text = stringToSignV3(canonicalRequest);
      const flaw = findFlaw(sent, names, signed.hash, request.body);
      if (flaw === undefined) {
        if (verify(key, signature, text)) return;
        const isRaw = mayBeRaw([...url.searchParams.keys()]);
        if (isRaw && verify(key, signature, stringToSignV3(canonicalRequestV3(signed, (name) => name))))
          return;
      }
      throw refusal(text, redact(canonicalRequest), flaw && redact(flaw));
    },
  };
}

/** @param place of the value in a V3 signature. */
function need(value: string | undefined, name: string, place: string): string {
  if (!value) throw missing(name, `In a V3 signature it is ${place}.`, 'inferred');
  return value;
}

/**
 * The host that was signed. In the browser nobody can set it, and a service worker sees none; a client in Node signs it
 * as its endpoint is spelled, with a default port too.
 */
function hostOf(url: URL, spelled: string | null): string {
  return spelled?.toLowerCase().replace(/:(?:80|443)$/, '') === url.host ? spelled : url.host;
}

/** What is signed if these headers are. */
function signedBy(
  { method, url, body }: SignedRequest,
  sent: ReadonlyMap<string, string>,
  names: readonly string[],
): V3Request {
  return {
    method,
    url,
    headers: names.map((name): Pair => [name, sent.get(name) ?? '']),
    hash: body.length === 0 ? EMPTY_HASH : sha256(body),
  };
}

/**
 * Why a request is refused even if its signature is right: something that counts is not signed. What the service does
 * then is not known. That every `x-acs-*` header must be signed, and a body's content type, is inferred from the SDKs,
 * which sign them all (CORE): without its content type a body is none, and what it asked for changes.
 */
function findFlaw(
  sent: ReadonlyMap<string, string>,
  names: readonly string[],
  hash: string,
  body: Uint8Array,
): string | undefined {
  for (const name of sent.keys()) {
    if ((name === 'host' || name.startsWith('x-acs-')) && !names.includes(name)) {
      return `The header ${name} is not signed. SignedHeaders must name host and every x-acs-* header that is sent.`;
    }
  }
  if (body.length > 0 && !names.includes('content-type')) {
    return 'The header content-type is not signed. SignedHeaders must name it if the request has a body.';
  }
  const given = sent.get('x-acs-content-sha256');
  if (given === hash) return undefined;
  return given === undefined
    ? 'The header x-acs-content-sha256 is missing.'
    : `The header x-acs-content-sha256 must be the body's SHA-256, ${hash}.`;
}

/**
 * Whether the names of a query may have been signed as they are: the official SDK encodes values only (CORE). A name
 * that could stand for several pairs, or for an encoded name, is not taken so.
 */
function mayBeRaw(names: readonly string[]): boolean {
  return names.some((name) => percentEncode(name) !== name) && !names.some((name) => /[=&%\n]/.test(name));
}

/** @param flaw why the request is refused whatever its signature, if it is. */
function refusal(text: string, canonicalRequest: string, flaw: string | undefined): CloudApiError {
  const shown = canonicalRequest.replaceAll(
    /(^x-acs-[\w-]*token:).*|(\b(?:SecurityToken|AccessKeySecret)=)[^&\n]*/gim,
    '$1$2***',
  );
  return mismatch(
    `Specified signature does not match our calculation. server StringToSign is [${text}]`,
    flaw ??
      `This is what must be signed, with "***" for secrets. If it is the same as yours, the secrets differ:\n${shown}`,
    // V3's own message is observed, its status is not; what is wrong beside the signature is concluded.
    flaw === undefined ? 'observed' : 'inferred',
  );
}
