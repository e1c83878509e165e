import { CloudApiError } from '../cloud-api-error.ts';
import type { Grade } from '../errors.ts';
import type { Scheme, SigningKey } from '../wire/signatures.ts';

/** What a request says about who signed it, read but not yet verified. */
export interface Claim {
  readonly scheme: Scheme;
  readonly accessKeyId: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly token: string | undefined;
  /** @throws {CloudApiError} `SignatureDoesNotMatch` */
  verify(key: SigningKey): void;
}

/** For a part of V3, the code is the one of V1's part with the same meaning (inferred). */
export function missing(name: string, detail: string, grade?: Grade): CloudApiError {
  return new CloudApiError(`Missing${name}`, { detail, grade });
}

/** @param what the request is signed with. */
export function unknownMethod(what: string, grade?: Grade): CloudApiError {
  return new CloudApiError('InvalidSignatureMethod', {
    grade,
    detail: `The call is signed with ${what}; it must be HMAC-SHA1 (V1) or ACS3-HMAC-SHA256 (V3).`,
  });
}

/** @param message with the server's string to sign, as the service writes it (observed). */
export function mismatch(message: string, detail: string, grade?: Grade): CloudApiError {
  return Object.assign(new CloudApiError('SignatureDoesNotMatch', { detail, grade }), { message });
}
