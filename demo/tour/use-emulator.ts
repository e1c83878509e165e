import type { Emulator } from 'cloudapi-emulator';
import { useEffect, useState } from 'react';
import { isChanged, putBack } from './changes.ts';

/** How often the tour looks at clock and limits, which tell nobody that they were changed; in milliseconds. */
const LOOK = 300;

/** Calls back now and then. */
export function useLook(look: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(look, LOOK);
    return () => clearInterval(timer);
  });
}

/** The names of all groups that there are. */
export function useGroupNames(emulator: Emulator): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      try {
        const { groups } = await emulator.snapshot();
        if (!isOver) setNames(groups.map(({ groupName }) => groupName));
      } catch {
        // What is wrong with the storage, the devtools say.
      }
    };
    void read();
    const end = emulator.subscribe(() => void read());
    return () => {
      isOver = true;
      end();
    };
  }, [emulator]);
  return names;
}

/** Whether limits or clock are other than when the page began, and how to put them back. */
export function useChanges(emulator: Emulator): readonly [hasChanged: boolean, undo: () => void] {
  const [before] = useState(() => emulator.limits);
  const [hasChanged, setHasChanged] = useState(false);
  useLook(() => setHasChanged(isChanged(emulator, before)), true);
  return [
    hasChanged,
    () => {
      putBack(emulator, before);
      setHasChanged(false);
    },
  ];
}
