import { customAlphabet, customRandom } from 'nanoid';
import type { Transaction } from '../store/store.ts';
import { drawFrom } from './draw-from.ts';

/** The identifiers that the service makes up; each call gives a new one. */
export interface Ids {
  /**
   * 32 lower-case hex digits of a version 4 UUID, for GroupId, ModelId and ApiId. Observed: FUN, TF.
   * @param transaction that the id is used in, because reproducible ids are counted in the state.
   */
  resource(transaction: Transaction): string;
  /** Upper-case UUID whose third group starts with 5, as the service's have since about 2021. Observed. */
  request(): string;
  /** Upper-case version 4 UUID, for the header `X-Ca-Request-Id` of a SubDomain. Observed: ASM, NJ31. */
  gateway(): string;
  /** 32 lower-case hex digits, for the header `x-acs-trace-id` of the call with this id. Observed on another product. */
  trace(requestId: string): string;
  /** How many calls have got reproducible ids; 0 for random ones. */
  requests: number;
}

const HEX = '0123456789abcdef';
const LENGTH = 32;

const randomDigits = customAlphabet(HEX, LENGTH);

/**
 * Makes identifiers: random ones, or, with a seed, reproducible ones. Then the n-th id of a kind is the same in each
 * run. GroupIds, ModelIds and ApiIds are counted in the state, so that all tabs on it and all that is restored from it go on
 * counting; calls are counted here.
 */
export function createIds(seed?: string): Ids {
  /** @param name of the identifier, for which a seed always draws the same digits. */
  const digits = (name: string): string =>
    seed === undefined ? randomDigits() : customRandom(HEX, LENGTH, drawFrom(`${seed} ${name}`))();
  const ids: Ids = {
    requests: 0,
    resource(transaction) {
      if (seed === undefined) return uuid('4', digits(''));
      let count = transaction.recall('ids', []) ?? 0;
      let id: string;
      do {
        count += 1;
        id = uuid('4', digits(`resource ${count}`));
        // A fixture may have taken it for its own.
      } while (isTaken(transaction, id));
      transaction.note('ids', [], count);
      return id;
    },
    request() {
      if (seed !== undefined) ids.requests += 1;
      return withHyphens(uuid('5', digits(`request ${ids.requests}`)).toUpperCase());
    },
    gateway() {
      if (seed !== undefined) ids.requests += 1;
      return withHyphens(uuid('4', digits(`gateway ${ids.requests}`)).toUpperCase());
    },
    trace: (requestId) => digits(`trace ${requestId}`),
  };
  return ids;
}

function isTaken(transaction: Transaction, id: string): boolean {
  return (['groups', 'models', 'apis'] as const).some((table) => transaction.get(table, [id]) !== undefined);
}

/** Puts a UUID's version and variant into 32 hex digits. */
function uuid(version: '4' | '5', digits: string): string {
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return digits.slice(0, 12) + version + digits.slice(13, 16) + variant + digits.slice(17);
}

function withHyphens(id: string): string {
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
}
