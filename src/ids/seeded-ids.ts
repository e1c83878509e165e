import type { Transaction } from '../store/store.ts';
import { createIds } from './ids.ts';
import type { Ids } from './ids.ts';

/**
 * Makes identifiers from a seed and from counts: the n-th id of a kind is the same in each run. GroupIds and ModelIds
 * are counted in the state, so that all tabs on it and all that is restored from it go on counting; calls are counted
 * here.
 */
export function createSeededIds(seed: string): Ids {
  const at = (kind: string, count: number): Ids => createIds(drawFrom(`${seed} ${kind} ${count}`), 1);
  const ids = {
    requests: 0,
    resource(transaction: Transaction) {
      let count = transaction.recall('ids', []) ?? 0;
      let id: string;
      do {
        count += 1;
        id = at('resource', count).resource(transaction);
        // A fixture may have taken it for its own.
      } while ((['groups', 'models'] as const).some((table) => transaction.get(table, [id]) !== undefined));
      transaction.note('ids', [], count);
      return id;
    },
    request() {
      ids.requests += 1;
      return at('request', ids.requests).request();
    },
    trace: (requestId: string) => createIds(drawFrom(`${seed} trace ${requestId}`), 1).trace(requestId),
  };
  return ids;
}

/**
 * A source of bytes that are the same for the same text. They look random, and are no secret: each is drawn from a
 * 32-bit state of its own lane, which has taken in the whole text.
 */
function drawFrom(text: string): (bytes: Uint8Array) => void {
  const lanes = Uint32Array.of(0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f).map((start) => {
    let state = start;
    for (let index = 0; index < text.length; index += 1) state = mix(state ^ text.charCodeAt(index));
    return state;
  });
  let drawn = 0;
  return (bytes) => {
    for (const index of bytes.keys()) {
      const lane = drawn % lanes.length;
      drawn += 1;
      lanes[lane] = mix((lanes[lane] ?? 0) + drawn);
      bytes[index] = (lanes[lane] ?? 0) >>> 24;
    }
  };
}

/** A bijection of 32-bit numbers in which each bit of the outcome depends on all bits of what came in. */
function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
