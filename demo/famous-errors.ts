import { CloudApiError } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { el } from './dom.ts';
import type { Perform } from './operation-form.ts';
import { send } from './service.ts';
import type { Endpoint, Exchange } from './service.ts';
import type { Group } from './state.ts';

interface Surroundings {
  readonly emulator: Emulator;
  readonly perform: Perform;
  /** Shows an exchange that was made elsewhere. */
  readonly show: (exchange: Exchange) => void;
  readonly endpoint: () => Endpoint;
  readonly chosen: () => Group | undefined;
  readonly refresh: () => Promise<void>;
}

/** A call more than the service takes in one second. */
const BURST = 60;
/** Half of what the service takes in one second, for each half of it. */
const BATCH = 25;
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
    ['No name', 'MissingGroupName', () => around.perform('CreateApiGroup', [])],
    ['Group that is gone', 'NotFoundApiGroup', () => useUnknownGroup(around)],
    ['Not draft 4', 'InvalidSchema', () => sendBadSchema(around)],
    [`${BURST} calls at once`, 'Throttling.User', () => burst(around)],
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

/** Sends calls that create nothing, and shows the first that was one too many. */
async function burst({ endpoint, show }: Surroundings): Promise<void> {
  const exchanges = await Promise.all(
    Array.from({ length: BURST }, () => send('CreateApiGroup', [], endpoint())),
  );
  const refused = exchanges.find(
    ({ answer }) => 'refusal' in answer && answer.refusal?.code.startsWith('Throttling'),
  );
  const shown = refused ?? exchanges.at(-1);
  if (shown !== undefined) show(shown);
}

/** Fills the region up to the quota at a pace that the throttle allows, then asks for one more over the wire. */
async function fill(
  { emulator, perform, endpoint, refresh }: Surroundings,
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
      // oxlint-disable-next-line no-await-in-loop
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
      // oxlint-disable-next-line no-await-in-loop
      await pause(PACE);
    }
    progress.value = number;
    status.textContent = `${made} created…`;
    // oxlint-disable-next-line no-await-in-loop
    if (number % BATCH === 0) await pause(PACE);
  }
  status.textContent = `${made} groups created in ${region}, and now one more:`;
  const over = await perform('CreateApiGroup', [['GroupName', `Quota_${series}_more`]]);
  if ('refusal' in over.answer && over.answer.refusal?.code === 'Throttling.User') {
    await pause(2 * PACE);
    await perform('CreateApiGroup', [['GroupName', `Quota_${series}_more`]]);
  }
  await refresh();
}
