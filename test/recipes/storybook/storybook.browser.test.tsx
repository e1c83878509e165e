/** Runs the stories as Storybook does: loaders side by side, then the story, then its play function. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { StoryObj } from '@storybook/react-vite';
import type { Emulator } from 'cloudapi-emulator';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { GroupForm } from '../react/group-form.tsx';
import meta, { Created, Empty, Loading, NameTaken, QuotaFull, Throttled } from './group-form.stories.ts';
import { loaders } from './preview.ts';
import { withDevtools } from './with-devtools.tsx';

afterEach(cleanup);

type Context = Parameters<(typeof loaders)[number]>[0];

/** @returns the emulator that the loader has given to the story */
async function show({ parameters = {}, play }: StoryObj<typeof GroupForm>): Promise<Emulator> {
  const before = { parameters, canvas: within(document.body), userEvent, loaded: {} };
  // The addon's loader adds the worker.
  const context = before as typeof before & Pick<Context, 'msw'>;
  const loaded = Object.assign({}, ...(await Promise.all(loaders.map((loader) => loader(context)))));
  render(withDevtools(meta.component, { ...context, loaded }));
  await play?.({ ...context, loaded });
  return loaded.cloudapi as Emulator;
}

/** Sends the form of the story that is shown. */
function submit(): void {
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Weather' } });
  fireEvent.click(screen.getByRole('button'));
}

test.for([
  ['Empty', Empty, 'Weather was created.'],
  ['NameTaken', NameTaken, 'The specified ApiGroup is repeated.'],
  ['QuotaFull', QuotaFull, 'The specified ApiGroup count exceeds the limit.'],
  ['Throttled', Throttled, 'Too many calls at once.'],
] as const)('the story %s shows what its parameters say', async ([, story, text]) => {
  await show(story);
  submit();
  await screen.findByText(text);
});

test('the devtools show the emulator of the story, and go with it', async () => {
  const emulator = await show(Empty);
  await expect.poll(() => document.querySelector('cloudapi-devtools')?.emulator).toBe(emulator);
  cleanup();
  expect(document.querySelector('cloudapi-devtools')).toBe(null);
});

test('the loading story goes on loading, and holds no other up', async () => {
  const { faults } = await show(Loading);
  submit();
  await screen.findByText('Creating…');
  // Else the call would come to the next story's emulator.
  await expect.poll(() => faults.list()[0]?.hits).toBe(1);
  cleanup();
  await show(Empty);
  submit();
  await screen.findByText('Weather was created.');
});

test('the throttled story lets a second try through', async () => {
  await show(Throttled);
  submit();
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByText('Weather was created.');
});

test('a story begins anew: with no groups, limits or faults of another', async () => {
  const first = await show({
    parameters: {
      cloudapi: {
        fixture: { groups: ['Weather'] },
        limits: { groupsPerRegion: 1 },
        faults: [{ error: 'ServiceUnavailable' }],
      },
    },
  });
  cleanup();
  const second = await show(Empty);
  submit();
  await screen.findByText('Weather was created.');
  expect(first.journal.entries()).toEqual([]);
  expect(second.journal.find({ action: 'CreateApiGroup' })).toHaveLength(1);
});

test('a play function reaches the emulator', async () => {
  const emulator = await show(Created);
  await screen.findByText('Weather was created.');
  expect(emulator.journal.find({ parameters: { GroupName: 'Weather' }, status: 200 })).toHaveLength(1);
});

test('msw handlers of a story go on working', async () => {
  await show({
    parameters: { msw: { handlers: [http.get('/api/me', () => HttpResponse.json({ name: 'Ada' }))] } },
  });
  expect(await (await fetch('/api/me')).json()).toEqual({ name: 'Ada' });
  submit();
  await screen.findByText('Weather was created.');
});
