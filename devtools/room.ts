/** What a panel takes of the page at its sides, in CSS pixels. */
export interface Room {
  readonly right: number;
  readonly bottom: number;
}

const SIDES = ['right', 'bottom'] as const;

/** By panel: a page may have several. */
const taken = new Map<object, Room>();

/** Tells the page how much room its panels take; without a room, this panel is no more. */
export function takeRoom(panel: object, room: Room | undefined): void {
  if (room === undefined) taken.delete(panel);
  else taken.set(panel, room);
  const { style } = document.documentElement;
  const rooms = [...taken.values()];
  for (const side of SIDES) {
    const property = `--cloudapi-devtools-${side}`;
    if (rooms.length === 0) style.removeProperty(property);
    else style.setProperty(property, `${Math.max(...rooms.map((one) => one[side]))}px`);
  }
}
