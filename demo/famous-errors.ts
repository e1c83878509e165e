import { CloudApiError } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { el } from './dom.ts';
import type { Perform } from './operation-form.ts';
import type { Endpoint } from './service.ts';
import type { Group } from './state.ts';

interface Surroundings {
  readonly emulator: Emulator;
  readonly perform: Perform;
  readonly endpoint: () => Endpoint;
  readonly chosen: () => Group | undefined;
}

/** How many calls of CreateApiGroup the service takes in one second. */
const PER_SECOND = 50;
/** Half of them, and a little more than half a second in milliseconds. */
const BATCH = PER_SECOND / 2;
const PACE = 520;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Buttons that bring about the errors one meets first, by real calls. */
export function createFamousErrors(around: Surroundings): HTMLElement {
  const progress = el('progress', { max: 100, hidden: true, 'aria-label': 'Groups created' });
  const status = el('p', { class: 'hint', role: 'status' });
  let busy = false;

  const actions: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['Same name again', 'RepeatedApiGroup', () => repeatName(around)],
    [
      'Misspelt parameter',
      'MissingGroupName',
      () => around.perform('CreateApiGroup', [['Groupname', 'Weather']]),
    ],
    ['Group that is gone', 'NotFoundApiGroup', () => useUnknownGroup(around)],
    ['Not draft 4', 'InvalidSchema', () => sendBadSchema(around)],
    [`${PER_SECOND + 1} calls in a second`, 'Throttling.User', () => burst(around)],
    ['Create 100 groups', 'ExceedLimitApiGroup', () => fill(around, progress, status)],
  ];

  return el(
    'section',
    { class: 'panel famous', 'aria-labelledby': 'famous-title' },
    el('div', { class: 'panel-head' }, el('h2', { id: 'famous-title' }, 'Errors worth meeting')),
    el(
      'div',
      { class: 'famous-buttons' },
      ...actions.map(([title, code, run]) =>
        el(
          'button',
          {
            type: 'button',
            click: async () => {
              if (busy) return;
              busy = true;
              status.textContent = '';
              try {
                await run();
              } finally {
                busy = false;
                progress.hidden = true;
              }
            },
          },
          el('span', { class: 'name' }, title),
          el('code', {}, code),
        ),
      ),
    ),
    progress,
    status,
    el(
      'p',
      { class: 'hint' },
      'In the console, ',
      el('code', {}, 'cloudapiEmulator'),
      ' does more: faults, limits, journal, seed, snapshot.',
    ),
  );
}

async function repeatName({ perform, chosen }: Surroundings): Promise<void> {
  const name = chosen()?.GroupName ?? 'Weather';
  if (chosen() === undefined) await perform('CreateApiGroup', [['GroupName', name]]);
  await perform('CreateApiGroup', [['GroupName', name]]);
}

async function useUnknownGroup({ perform }: Surroundings): Promise<void> {
  await perform('CreateModel', [
    ['GroupId', '30e792398d6c4569b04c0e53a3494381'],
    ['ModelName', 'Test'],
    ['Schema', '{"type":"object"}'],
  ]);
}

async function sendBadSchema({ perform, chosen }: Surroundings): Promise<void> {
  await perform('CreateModel', [
    ['GroupId', chosen()?.GroupId ?? '30e792398d6c4569b04c0e53a3494381'],
    ['ModelName', 'Test'],
    ['Schema', '{"type":"object","properties":{"id":{"type":"integre"}}}'],
  ]);
}

/** Makes as many calls as a second may see, which create nothing, and then one more over the wire. */
async function burst({ emulator, endpoint, perform }: Surroundings): Promise<void> {
  const { region } = endpoint();
  await Promise.allSettled(
    Array.from({ length: PER_SECOND }, () => emulator.call('CreateApiGroup', { GroupName: '' }, { region })),
  );
  await perform('CreateApiGroup', []);
}

/** Fills the region up to the quota at a pace that the throttle allows, then asks for one more over the wire. */
async function fill(
  { emulator, perform, endpoint }: Surroundings,
  progress: HTMLProgressElement,
  status: HTMLElement,
): Promise<void> {
  const { region } = endpoint();
  const series = Date.now().toString(36);
  progress.hidden = false;
  progress.value = 0;
  let made = 0;
  for (let number = 1; number <= 100; number += 1) {
    const GroupName = `Quota_${series}_${String(number).padStart(3, '0')}`;
    try {
      // One after another: the throttle sees them as it would see a script's calls.
      await emulator.call(
        'CreateApiGroup',
        { GroupName, Description: 'Made to reach the quota' },
        { region },
      );
      made += 1;
    } catch (error) {
      if (!(error instanceof CloudApiError)) throw error;
      if (error.code === 'ExceedLimitApiGroup') break;
      if (error.code !== 'Throttling.User') throw error;
      number -= 1;
      await pause(PACE);
    }
    progress.value = number;
    status.textContent = `${made} created…`;
    if (number % BATCH === 0) await pause(PACE);
  }
  // A second later nothing of this counts against the throttle any more.
  await pause(2 * PACE);
  await perform('CreateApiGroup', [['GroupName', `Quota_${series}_more`]]);
  status.textContent = `${made} groups created in ${region}; one more was refused.`;
}
