import fc from 'fast-check';
import { expect, test } from 'vitest';
import { move, placeOf, stretch, toPlacement } from '../../devtools/placement.ts';
import type { Place, Placement, Side, View } from '../../devtools/placement.ts';

const number = fc.double({ min: -5000, max: 5000, noNaN: true });
const size = fc.double({ min: 1, max: 5000, noNaN: true });
const placement = fc.record({
  position: fc.constantFrom('right', 'bottom', 'floating'),
  width: size,
  height: size,
  floating: fc.record({ left: number, top: number, width: size, height: size }),
});
const view = fc.record({
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 2000 }),
});
const sides = fc.subarray<Side>(['left', 'right', 'top', 'bottom'], { minLength: 1 });

function expectWithin({ left, top, width, height }: Place, shown: View): void {
  expect(left).toBeGreaterThanOrEqual(0);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(left + width).toBeLessThanOrEqual(shown.width);
  expect(top + height).toBeLessThanOrEqual(shown.height);
}

test('a panel is within the window, whatever was kept and however it is moved and stretched', () => {
  fc.assert(
    fc.property(placement, view, sides, number, number, (wanted, shown, some, x, y) => {
      // The constants above are the positions.
      const kept = wanted as Placement;
      const place = placeOf(kept, shown);
      expectWithin(place, shown);
      expectWithin(move(place, x, y, shown), shown);
      const stretched = stretch(place, some, x, y, shown);
      expectWithin(placeOf({ ...kept, ...toPlacement(kept.position, stretched) }, shown), shown);
    }),
  );
});

test('only the side that is dragged moves, and no further than the smallest panel allows', () => {
  const from = { left: 100, top: 100, width: 500, height: 400 };
  const shown = { width: 1280, height: 800 };
  expect(stretch(from, ['left'], 50, 999, shown)).toEqual({ ...from, left: 150, width: 450 });
  expect(stretch(from, ['left'], 999, 0, shown)).toEqual({ ...from, left: 280, width: 320 });
  expect(stretch(from, ['right', 'bottom'], 9999, 9999, shown)).toEqual({
    ...from,
    width: 1172,
    height: 692,
  });
  expect(stretch(from, ['top'], 0, 999, shown)).toEqual({ ...from, top: 260, height: 240 });
});
