import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { icon } from './parts/icon.ts';
import { move, placeOf, rangeOf, stretch, toPlacement } from './placement.ts';
import type { Place, Placement, Side, View } from './placement.ts';
import type { Session } from './session.ts';
import type { Position } from './types.ts';

/** How far an arrow key moves an edge or the panel, in CSS pixels. */
const STEP = 24;

/** The sides and corners that can be dragged. The keys move the sides of `SEPARATORS`. */
const EDGES: Readonly<Record<Position, readonly (readonly Side[])[]>> = {
  right: [['left']],
  bottom: [['top']],
  floating: [
    ['top'],
    ['left'],
    ['right'],
    ['bottom'],
    ['top', 'left'],
    ['top', 'right'],
    ['bottom', 'left'],
    ['bottom', 'right'],
  ],
};

/** One side for each size that the user can change, so that the focus has no needless stops. */
const SEPARATORS: Readonly<Record<Position, readonly Side[]>> = {
  right: ['left'],
  bottom: ['top'],
  floating: ['right', 'bottom'],
};

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface Drag {
  readonly from: Place;
  readonly x: number;
  readonly y: number;
  readonly to: (place: Place, x: number, y: number, view: View) => Place;
  readonly place: Place;
}

/** What moves and resizes the panel, by pointer and by keyboard. */
export class Handles {
  readonly #host: ReactiveControllerHost;
  #drag: Drag | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Where the panel is now, also while it is dragged. */
  place(wanted: Placement): Place {
    return this.#drag?.place ?? placeOf(wanted, viewNow());
  }

  /** The edges of the panel. */
  edges(session: Session): readonly TemplateResult[] {
    const { position } = session.preferences;
    return EDGES[position].map((sides) => {
      const [side] = sides;
      const isSeparator = sides.length === 1 && side !== undefined && SEPARATORS[position].includes(side);
      return isSeparator ? this.#separator(session, side) : this.#edge(session, sides);
    });
  }

  #edge(session: Session, sides: readonly Side[]): TemplateResult {
    return html`<div
      class="edge ${sides.join(' ')}"
      @pointerdown=${this.#start(session, stretchBy(sides))}
      @pointermove=${this.#move}
      @lostpointercapture=${this.#stop(session)}
    ></div>`;
  }

  #separator(session: Session, side: Side): TemplateResult {
    const isUpright = side === 'left' || side === 'right';
    const name = isUpright ? 'width' : 'height';
    const [least, most] = rangeOf(name, viewNow());
    return html`<div
      class="edge ${side}"
      role="separator"
      tabindex="0"
      aria-orientation=${isUpright ? 'vertical' : 'horizontal'}
      aria-label=${isUpright ? msg('Width of the panel') : msg('Height of the panel')}
      aria-valuenow=${this.place(session.preferences)[name]}
      aria-valuemin=${least}
      aria-valuemax=${most}
      @pointerdown=${this.#start(session, stretchBy([side]))}
      @pointermove=${this.#move}
      @lostpointercapture=${this.#stop(session)}
      @keydown=${this.#key(session, stretchBy([side]))}
    ></div>`;
  }

  /** A button to move a floating panel by the arrow keys; with the pointer, all of the header does. */
  grip(session: Session): TemplateResult | typeof nothing {
    if (session.preferences.position !== 'floating') return nothing;
    const words = msg('Move the panel: drag it, or press the arrow keys');
    return html`<button
      class="tool grip"
      type="button"
      aria-label=${words}
      title=${words}
      @keydown=${this.#key(session, move)}
    >
      ${icon('move')}
    </button>`;
  }

  /** The listeners of the header, by which a floating panel is dragged. */
  header(session: Session): {
    readonly start: (event: PointerEvent) => void;
    readonly move: (event: PointerEvent) => void;
    readonly stop: () => void;
  } {
    const start = this.#start(session, move);
    return {
      start: (event) => {
        const button = (event.target as Element).closest('button, select');
        if (session.preferences.position !== 'floating') return;
        if (button === null || button.classList.contains('grip')) start(event);
      },
      move: this.#move,
      stop: this.#stop(session),
    };
  }

  #start =
    (session: Session, to: Drag['to']) =>
    (event: PointerEvent): void => {
      if (event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      const from = this.place(session.preferences);
      this.#drag = { from, x: event.clientX, y: event.clientY, to, place: from };
    };

  #move = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag === undefined) return;
    const place = drag.to(drag.from, event.clientX - drag.x, event.clientY - drag.y, viewNow());
    this.#drag = { ...drag, place };
    this.#host.requestUpdate();
  };

  /** Only where the pointer let go is kept. */
  #stop = (session: Session) => (): void => {
    const drag = this.#drag;
    if (drag === undefined) return;
    this.#drag = undefined;
    session.prefer(toPlacement(session.preferences.position, drag.place));
  };

  #key =
    (session: Session, to: Drag['to']) =>
    (event: KeyboardEvent): void => {
      const direction = DIRECTIONS[event.key];
      if (direction === undefined) return;
      event.preventDefault();
      const place = to(this.place(session.preferences), ...direction, viewNow());
      session.prefer(toPlacement(session.preferences.position, place));
    };
}

const stretchBy =
  (sides: readonly Side[]): Drag['to'] =>
  (place, x, y, view) =>
    stretch(place, sides, x, y, view);

/** What the window has room for, without its scroll bars. */
export function viewNow(): View {
  return { width: document.documentElement.clientWidth, height: innerHeight };
}
