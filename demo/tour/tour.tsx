import type { Emulator } from 'cloudapi-emulator';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepProgress, readProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { currentStep, isDone, marks, marksOf, steps, withClock } from './steps.ts';
import type { Mark, Step } from './steps.ts';
import { textsOf } from './texts.ts';
import { useChanges, useGroupNames, useLook } from './use-emulator.ts';

/** Puts the tour into the page: it watches the emulator, and knows nothing of the portal. */
export function mountTour(place: Element, emulator: Emulator): void {
  createRoot(place).render(<Tour emulator={emulator} />);
}

function Tour({ emulator }: { readonly emulator: Emulator }): ReactElement {
  const t = useTexts();
  const [{ isLeft, seen }, change] = useProgress(emulator);
  const names = useGroupNames(emulator);
  const [hasChanged, undo] = useChanges(emulator);
  const step = currentStep(seen);
  const showsUndo = hasChanged && (isLeft || step === undefined);
  const changed = showsUndo && <p className="changed">{t.changed}</p>;
  const putBack = showsUndo && <Button onPress={undo}>{t.putBack}</Button>;

  if (isLeft) {
    return (
      <aside className="tour idle" aria-label={t.tour}>
        {changed || <p>{t.idle}</p>}
        <div className="actions">
          {putBack}
          <Button onPress={() => change({ isLeft: false, seen: new Set() })}>{t.start}</Button>
        </div>
      </aside>
    );
  }
  const facts = { groups: names.length, freeName: freeName(names), seen };
  return (
    <aside className="tour" aria-label={t.tour}>
      <Steps step={step} seen={seen} />
      <Button onPress={() => change({ isLeft: true, seen })}>{step === undefined ? t.close : t.leave}</Button>
      <div className="say" role="status">
        {step === undefined && <strong>{t.end.title}</strong>}
        <p>
          <Words>{step === undefined ? t.end.how : t.how[step](facts)}</Words>
        </p>
        {changed}
        {putBack}
        {step !== undefined && <Marks step={step} seen={seen} />}
        {seen.has('resumed') && !seen.has('retried') && (
          <Button onPress={() => change({ isLeft, seen: new Set([...seen, 'retried']) })}>{t.goOn}</Button>
        )}
      </div>
    </aside>
  );
}

function Button({
  onPress,
  children,
}: {
  readonly onPress: () => void;
  readonly children: string;
}): ReactElement {
  return (
    <button type="button" onClick={onPress}>
      {children}
    </button>
  );
}

interface Standing {
  readonly seen: ReadonlySet<Mark>;
}

function Steps({ step, seen }: Standing & { readonly step: Step | undefined }): ReactElement {
  const t = useTexts();
  return (
    <ol>
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={name === step ? 'step' : undefined}
          className={isDone(name, seen) ? 'done' : ''}
        >
          <span className="number" aria-hidden="true">
            {isDone(name, seen) ? '✓' : index + 1}
          </span>
          <span className="visually-hidden">
            {t.position(index + 1, steps.length)}
            {isDone(name, seen) && `, ${t.done}`}:
          </span>
          <span className="title">{t.titles[name]}</span>
        </li>
      ))}
    </ol>
  );
}

function Marks({ step, seen }: Standing & { readonly step: Step }): ReactElement | null {
  const t = useTexts();
  if (marks[step].length < 2) return null;
  return (
    <ul>
      {marks[step].map((mark) => (
        <li key={mark} className={seen.has(mark) ? 'done' : ''}>
          <span aria-hidden="true">{seen.has(mark) ? '✓' : '○'}</span> {t.marks[mark]}
          {seen.has(mark) && <span className="visually-hidden">: {t.done}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A text in which the names of what is pressed or filled in stand out. */
function Words({ children }: { readonly children: string }): ReactNode {
  return children
    .split(/“([^”]+)”/)
    .map((part, index) => (index % 2 === 1 ? <b key={part}>{part}</b> : part));
}

/** A name for a group that is not taken. */
function freeName(names: readonly string[]): string {
  const wanted = 'Rain_radar';
  for (let number = 2, name = wanted; ; number += 1) {
    if (!names.includes(name)) return name;
    name = `${wanted}_${number}`;
  }
}

/** How far the visitor has come, which the emulator's calls and clock change. */
function useProgress(
  emulator: Emulator,
): readonly [progress: Progress, change: (progress: Progress) => void] {
  const [progress, setProgress] = useState(readProgress);
  const { isLeft, seen } = progress;
  const step = currentStep(seen);
  const { clock, journal } = emulator;
  useEffect(() => keepProgress(progress), [progress]);
  useEffect(
    () =>
      isLeft || step === undefined
        ? undefined
        : journal.subscribe((entry) =>
            setProgress((last) => ({
              ...last,
              seen: new Set([...last.seen, ...marksOf(step, entry, clock, last.seen)]),
            })),
          ),
    [journal, clock, isLeft, step],
  );
  useLook(
    () =>
      setProgress((last) => {
        const next = withClock(last.seen, clock);
        return next === last.seen ? last : { ...last, seen: next };
      }),
    !isLeft && step === 'throttle',
  );
  return [progress, setProgress];
}

/** The texts in the language that the page says it is in; the portal changes it. */
function useTexts(): ReturnType<typeof textsOf> {
  const language = useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(document.documentElement, { attributeFilter: ['lang'] });
      return () => observer.disconnect();
    },
    () => document.documentElement.lang,
  );
  return textsOf(language);
}
