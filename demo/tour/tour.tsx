import type { Emulator } from 'cloudapi-emulator';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { currentStep, marks, marksOf, steps } from './steps.ts';
import type { Mark } from './steps.ts';
import { textsOf } from './texts.ts';

const KEY = 'weather-portal-tour';
/** How often the tour looks at the clock, which tells nobody that it was frozen; in milliseconds. */
const LOOK = 300;

/** Puts the tour into the page: it watches the emulator, and knows nothing of the portal. */
export function mountTour(place: Element, emulator: Emulator): void {
  createRoot(place).render(<Tour emulator={emulator} />);
}

function Tour({ emulator }: { readonly emulator: Emulator }): ReactElement {
  const t = textsOf(usePageLanguage());
  const [isLeft, setIsLeft] = useKeptLeft();
  const [seen, setSeen] = useMarks(emulator, !isLeft);
  const step = currentStep(seen);

  if (isLeft) {
    return (
      <aside className="tour idle" aria-label={t.tour}>
        <p>{t.idle}</p>
        <button
          type="button"
          onClick={() => {
            setSeen(new Set());
            setIsLeft(false);
          }}
        >
          {t.start}
        </button>
      </aside>
    );
  }
  const { title, how } = step === undefined ? t.end : t.steps[step];
  return (
    <aside className="tour" aria-label={t.tour}>
      <ol>
        {steps.map((name, index) => {
          const isDone = marks[name].every((mark) => seen.has(mark));
          return (
            <li key={name} aria-current={name === step ? 'step' : undefined} className={isDone ? 'done' : ''}>
              <span className="number" aria-hidden="true">
                {isDone ? '✓' : index + 1}
              </span>
              <span className="visually-hidden">
                {t.position(index + 1, steps.length)}
                {isDone && `, ${t.done}`}:
              </span>
              {t.steps[name].title}
            </li>
          );
        })}
      </ol>
      <div className="say" role="status">
        <strong className={step === undefined ? '' : 'visually-hidden'}>{title}</strong>
        <p>{how}</p>
        {step !== undefined && marks[step].length > 1 && (
          <ul>
            {marks[step].map((mark) => (
              <li key={mark} className={seen.has(mark) ? 'done' : ''}>
                <span aria-hidden="true">{seen.has(mark) ? '✓' : '○'}</span> {t.marks[mark]}
                {seen.has(mark) && <span className="visually-hidden">: {t.done}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      <button type="button" onClick={() => setIsLeft(true)}>
        {step === undefined ? t.close : t.leave}
      </button>
    </aside>
  );
}

/** What has been seen to happen since the tour began. */
function useMarks(
  emulator: Emulator,
  isOn: boolean,
): readonly [seen: ReadonlySet<Mark>, set: (seen: ReadonlySet<Mark>) => void] {
  const [seen, setSeen] = useState<ReadonlySet<Mark>>(new Set());
  const step = currentStep(seen);
  const { clock, journal } = emulator;
  useEffect(
    () =>
      isOn && step !== undefined
        ? journal.subscribe((entry) =>
            setSeen((last) => new Set([...last, ...marksOf(step, entry, clock, last)])),
          )
        : undefined,
    [journal, clock, isOn, step],
  );
  useEffect(() => {
    if (!isOn || step !== 'throttle') return undefined;
    const timer = setInterval(() => {
      setSeen((last) => {
        if (last.has('frozen') === clock.isFrozen || last.has('throttled')) return last;
        return clock.isFrozen
          ? new Set([...last, 'frozen'])
          : new Set([...last].filter((mark) => mark !== 'frozen'));
      });
    }, LOOK);
    return () => clearInterval(timer);
  }, [clock, isOn, step]);
  return [seen, setSeen];
}

/** Whether the visitor has left the tour, also on another day. */
function useKeptLeft(): readonly [isLeft: boolean, set: (isLeft: boolean) => void] {
  const [isLeft, setIsLeft] = useState(() => {
    try {
      return localStorage.getItem(KEY) === 'left';
    } catch {
      return false;
    }
  });
  return [
    isLeft,
    (next) => {
      setIsLeft(next);
      try {
        localStorage.setItem(KEY, next ? 'left' : 'on');
      } catch {
        // Where storage is blocked, the next visit begins with the tour.
      }
    },
  ];
}

/** The language that the page says it is in; the portal changes it. */
function usePageLanguage(): string {
  return useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(document.documentElement, { attributeFilter: ['lang'] });
      return () => observer.disconnect();
    },
    () => document.documentElement.lang,
  );
}
