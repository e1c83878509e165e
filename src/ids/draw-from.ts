/**
 * A source of bytes that are the same for the same string, for nanoid's `customRandom`. They look random, and are no
 * secret: each is drawn from a 32-bit state of its own lane, which has taken in the whole string.
 */
export function drawFrom(text: string): (size: number) => Uint8Array {
  const lanes = Uint32Array.of(0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f).map((start) => {
    let state = start;
    for (let index = 0; index < text.length; index += 1) state = mix(state ^ text.charCodeAt(index));
    return state;
  });
  let drawn = 0;
  return (size) =>
    Uint8Array.from({ length: size }, () => {
      const lane = drawn % lanes.length;
      drawn += 1;
      lanes[lane] = mix((lanes[lane] ?? 0) + drawn);
      return (lanes[lane] ?? 0) >>> 24;
    });
}

/** A bijection of 32-bit numbers in which each bit of the outcome depends on all bits of what came in. */
function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
