import type { Decorator } from '@storybook/react-vite';
import type { Emulator } from 'cloudapi-emulator';
import { mountDevtools } from 'cloudapi-emulator/devtools';
import { useEffect } from 'react';

function Devtools({ emulator }: { readonly emulator: Emulator }): null {
  useEffect(() => mountDevtools(emulator), [emulator]);
  return null;
}

/** Shows the devtools beside each story, for the story's own emulator. */
export const withDevtools: Decorator = (Story, { loaded }) => (
  <>
    <Story />
    <Devtools emulator={loaded['cloudapi'] as Emulator} />
  </>
);
