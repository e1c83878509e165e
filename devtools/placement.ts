import type { Position } from './types.ts';

/** A rectangle in the window, in CSS pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the user wants the panel. */
export interface Placement {
  readonly position: Position;
  /** Of the panel at the right, in CSS pixels. */
  readonly width: number;
  /** Of the panel at the bottom, in CSS pixels. */
  readonly height: number;
  /** Of the floating panel; what does not fit into the window is shown as near to it as possible. */
  readonly floating: Place;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** What the window has room for. */
export type View = Pick<Place, 'width' | 'height'>;

/** The smallest panel. A smaller window makes it smaller still. */
const MIN: View = { width: 320, height: 240 };
/** Between a panel and the edges of the window at which it is not docked. */
const MARGIN = 8;
/** A window that is not wider has the panel as a sheet at its lower edge. */
const MAX_SHEET = 640;

/** Where the panel is in a window of this size, whatever was kept from a larger one. */
export function placeOf(wanted: Placement, view: View): Place {
  const { position, floating } = wanted;
  const width = within(MIN.width, wanted.width, view.width - MARGIN);
  const height = within(MIN.height, wanted.height, view.height - MARGIN);
  if (position === 'right') return { left: view.width - width, top: 0, width, height: view.height };
  if (position === 'bottom') return { left: 0, top: view.height - height, width: view.width, height };
  const size = {
    width: within(MIN.width, floating.width, view.width - 2 * MARGIN),
    height: within(MIN.height, floating.height, view.height - 2 * MARGIN),
  };
  return move({ ...floating, ...size }, 0, 0, view);
}

export function move(place: Place, x: number, y: number, view: View): Place {
  return {
    ...place,
    left: Math.round(within(MARGIN, place.left + x, view.width - place.width - MARGIN)),
    top: Math.round(within(MARGIN, place.top + y, view.height - place.height - MARGIN)),
  };
}

/** Moves some sides; the others stay where they are. */
export function stretch(place: Place, sides: readonly Side[], x: number, y: number, view: View): Place {
  let { left, top } = place;
  let right = left + place.width;
  let bottom = top + place.height;
  if (sides.includes('left')) left = within(MARGIN, left + x, right - MIN.width);
  if (sides.includes('right')) right = Math.max(left + MIN.width, Math.min(right + x, view.width - MARGIN));
  if (sides.includes('top')) top = within(MARGIN, top + y, bottom - MIN.height);
  if (sides.includes('bottom'))
    bottom = Math.max(top + MIN.height, Math.min(bottom + y, view.height - MARGIN));
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.round(right - left),
    height: Math.round(bottom - top),
  };
}

/** What changes when the panel has a place: of a docked panel only one size is its own. */
export function toPlacement(position: Position, place: Place): Partial<Placement> {
  if (position === 'right') return { width: place.width };
  return position === 'bottom' ? { height: place.height } : { floating: place };
}

export function isSheet(view: View): boolean {
  return view.width <= MAX_SHEET;
}

/** The sizes that a separator tells, with the least and the most. */
export function rangeOf(name: 'width' | 'height', view: View): readonly [least: number, most: number] {
  return [MIN[name], Math.max(MIN[name], view[name] - MARGIN)];
}

/** If there is no room for the least, the most counts. */
function within(least: number, value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.max(least, value)));
}
