import { CloudApiError } from '../cloud-api-error.ts';
import { fromBase64, stringToSignV1, verify } from '../wire/signatures.ts';
import type { Pair } from '../wire/signatures.ts';
import { mismatch, missing, unknownMethod } from './claim.ts';
import type { SignedRequest } from '../wire/read.ts';
import type { Claim } from './claim.ts';
import type { Redact } from './redact.ts';

/**
 * Reads a V1 signature, which is among the parameters (V2SIG).
 * @throws {CloudApiError} if a part of it is missing or unknown
 */
export function readV1(request: SignedRequest, redact: Redact): Claim {
  const pairs = pairsOf(request);
  const find = (name: string): string | undefined =>
    pairs.find(([other]) => other === name)?.[1] || undefined;
  const need = (name: string): string => {
    const value = find(name);
    if (value === undefined) throw missing(name, 'It is one of the parameters of a V1 signature.');
    return value;
  };

  const type = find('SignatureType');
  if (type !== undefined) throw unknownMethod(`SignatureType ${redact(type)}`, 'inferred');
  const accessKeyId = find('AccessKeyId');
  if (accessKeyId === undefined) {
    throw missing(
      'AccessKeyId',
      'The emulator was given credentials, so each call must be signed with one of them: by V1, with AccessKeyId and Signature among the parameters, or by V3, with the header Authorization.',
    );
  }
  // In a header it would not be signed.
  need('Action');
  const signature = fromBase64(need('Signature'));
  const algorithm = need('SignatureMethod');
  const version = need('SignatureVersion');
  const nonce = need('SignatureNonce');
  const timestamp = need('Timestamp');
  if (algorithm !== 'HMAC-SHA1') throw unknownMethod(`SignatureMethod ${redact(algorithm)}`);
  if (version !== '1.0') {
    throw new CloudApiError('InvalidSignatureVersion', {
      detail: `SignatureVersion is "${redact(version)}"; it must be 1.0.`,
    });
  }
  return {
    scheme: 'V1',
    accessKeyId,
    nonce,
    timestamp,
    token: find('SecurityToken'),
    verify(key) {
      const text = stringToSignV1(request.method, pairs);
      if (!verify(key, signature, text)) throw refusal(redact(text));
    },
  };
}

/**
 * The pairs of query and form, all of which are signed, several with one name too; of these the first one counts, as it
 * does for the operations (inferred).
 */
function pairsOf({ method, url, headers, body }: SignedRequest): readonly Pair[] {
  const isForm =
    method === 'POST' &&
    /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers.get('content-type') ?? '');
  return [...url.searchParams, ...(isForm ? new URLSearchParams(new TextDecoder().decode(body)) : [])];
}

/** @param text the string to sign. The service shows all of it; a test's log should not show a token or a secret. */
function refusal(text: string): CloudApiError {
  const shown = text.replaceAll(/((?:SecurityToken|AccessKeySecret)%3D).*?(?=%26|$)/gi, '$1***');
  return mismatch(
    `Specified signature is not matched with our calculation. server string to sign is:${shown}`,
    'The message ends with the string that must be signed, with "***" for secrets. If it is the same as yours, the secrets differ.',
  );
}
