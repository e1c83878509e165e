import type { CallOutput } from 'cloudapi-emulator';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { engineTitle, findEngine } from '../../scripts/engines/find-engine.ts';
import type { EngineName } from '../../scripts/engines/find-engine.ts';
import { signedRequest } from '../signed-request.ts';
import { rounds } from './rounds.ts';
import type { Answer, Call, Command, OpenOptions, Outcome } from './tabs/command.ts';
import { openTabs } from './tabs/open-tabs.ts';
import type { Tabs } from './tabs/open-tabs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    tortureEngine: EngineName;
  }
}

const TABS = 4;
/** After how many rounds a tab is loaded again, a different one each time. */
const RELOAD_EVERY = 10;
/** JSON has no Infinity. */
const UNLIMITED = 1_000_000;
const PAGE_SIZE = 50;
const qps = { CreateApiGroup: UNLIMITED, DeleteApiGroup: UNLIMITED, DescribeApiGroups: UNLIMITED };
const credential = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };

const title = engineTitle(inject('tortureEngine'));
let tabs: Tabs;
beforeAll(async () => {
  const engine = findEngine(inject('tortureEngine'));
  if (engine === undefined) throw new Error(`There is no ${title}. "npm run engines" installs one.`);
  tabs = await openTabs(engine, TABS);
});
afterAll(() => tabs?.close());

function toCall(Action: string, parameters: Readonly<Record<string, string>> = {}): Call {
  const search = new URLSearchParams({ Action, Version: '2016-07-14', Format: 'JSON', ...parameters });
  return { url: `https://apigateway.cn-hangzhou.aliyuncs.com/?${search}`, headers: {} };
}

/** `OK`, or the code of the error. */
const codeOf = ({ status, body }: Answer): unknown => (status === 200 ? 'OK' : body['Code']);

async function callIn(tab: number, ...calls: readonly Call[]): Promise<readonly Answer[]> {
  const { answers } = await tabs.tell(tab, { do: 'call', calls });
  return answers;
}

const callAtOnce = (callOf: (tab: number) => Call): Promise<readonly Outcome[]> =>
  tabs.tellAll((tab) => ({ do: 'call', calls: [callOf(tab)] }));

/** @returns the tab whose call succeeded. */
function expectOneWinner(outcomes: readonly Outcome[], refusal: string): number {
  const codes = outcomes.flatMap(({ answers }) => answers.map(codeOf));
  const winner = codes.indexOf('OK');
  expect(codes).toEqual(Array.from({ length: TABS }, (_, tab) => (tab === winner ? 'OK' : refusal)));
  expect(winner).not.toBe(-1);
  return winner;
}

const groupIdOf = ({ answers }: Outcome): string => String(answers[0]?.body['GroupId']);

const groupsOf = ({
  body,
}: Answer): CallOutput<'DescribeApiGroups'>['ApiGroupAttributes']['ApiGroupAttribute'] =>
  (body as unknown as CallOutput<'DescribeApiGroups'>).ApiGroupAttributes.ApiGroupAttribute;

/** Whether the calls of all tabs were under way at one moment. */
const isTogether = (outcomes: readonly Outcome[]): boolean =>
  Math.max(...outcomes.map(({ begin }) => begin)) < Math.min(...outcomes.map(({ end }) => end));

/**
 * Plays round after round, and loads a tab again now and then.
 * @param play lets all tabs do a thing at once, and checks what comes of it.
 * @param checkReloaded checks what a tab finds that was loaded after a round.
 */
async function race(
  what: string,
  options: OpenOptions,
  play: (round: number) => Promise<readonly Outcome[]>,
  checkReloaded: (tab: number) => Promise<void>,
): Promise<void> {
  const open: Command = { do: 'open', options };
  await tabs.tellAll(() => open);
  let together = 0;
  const count = rounds(1_000);
  for (let round = 1; round <= count; round += 1) {
    if (isTogether(await play(round))) together += 1;
    if (round % RELOAD_EVERY !== 0) continue;
    const tab = (round / RELOAD_EVERY) % TABS;
    await tabs.tell(tab, { do: 'reload' });
    await tabs.tell(tab, open);
    await checkReloaded(tab);
  }
  console.log(
    `${title}, ${what}: ${count} rounds; in ${together} of them the calls of all ${TABS} tabs were under way at once.`,
  );
}

test('a name that four tabs want at once is given to one of them, and kept', async () => {
  const kept: Record<string, string> = {};
  await race(
    'one name',
    { name: 'name', limits: { groupsPerRegion: UNLIMITED, qps } },
    async (round) => {
      const GroupName = `Group_${round}`;
      const outcomes = await callAtOnce(() => toCall('CreateApiGroup', { GroupName }));
      kept[GroupName] = groupIdOf(outcomes[expectOneWinner(outcomes, 'RepeatedApiGroup')]!);
      return outcomes;
    },
    async (tab) => {
      const pages = Math.ceil(Object.keys(kept).length / PAGE_SIZE);
      const calls = Array.from({ length: pages }, (_, page) =>
        toCall('DescribeApiGroups', { PageSize: `${PAGE_SIZE}`, PageNumber: `${page + 1}` }),
      );
      const groups = (await callIn(tab, ...calls)).flatMap(groupsOf);
      expect(groups).toHaveLength(Object.keys(kept).length);
      expect(Object.fromEntries(groups.map(({ GroupName, GroupId }) => [GroupName, GroupId]))).toEqual(kept);
    },
  );
});

test('the last place that four tabs want at once is given to one of them', async () => {
  const full = { TotalCount: 3 };
  await race(
    'the last place',
    { name: 'place', limits: { groupsPerRegion: 3, qps } },
    async (round) => {
      if (round === 1)
        await callIn(
          0,
          ...['Weather', 'Climate'].map((GroupName) => toCall('CreateApiGroup', { GroupName })),
        );
      const outcomes = await callAtOnce((tab) => toCall('CreateApiGroup', { GroupName: `Group_${tab}` }));
      const winner = expectOneWinner(outcomes, 'ExceedLimitApiGroup');
      const counts = await callAtOnce(() => toCall('DescribeApiGroups'));
      expect(counts.map(({ answers }) => answers[0]?.body)).toMatchObject([full, full, full, full]);
      const GroupId = groupIdOf(outcomes[winner]!);
      await callIn((winner + 1) % TABS, toCall('DeleteApiGroup', { GroupId }));
      return outcomes;
    },
    async (tab) => {
      const [answer] = await callIn(tab, toCall('DescribeApiGroups'));
      expect(answer?.body).toMatchObject({ TotalCount: 2 });
    },
  );
});

test('a signature that four tabs use at once is good for one of them', async () => {
  let signed: Call | undefined;
  await race(
    'one signature',
    { name: 'signature', credentials: [credential] },
    async () => {
      const { url, headers } = await signedRequest(credential, 'DescribeRegions', {});
      const call = { url, headers: Object.fromEntries(headers) };
      signed = call;
      const outcomes = await callAtOnce(() => call);
      expectOneWinner(outcomes, 'SignatureNonceUsed');
      return outcomes;
    },
    async (tab) => expect((await callIn(tab, signed!)).map(codeOf)).toEqual(['SignatureNonceUsed']),
  );
});

test('of three calls in each of four tabs, the throttle lets through what the limit says', async () => {
  const limit = 4;
  const calls = [1, 2, 3].map(() => toCall('DescribeApiGroups'));
  const allowed = ['OK', 'OK', 'OK', 'OK', ...Array.from({ length: 8 }, () => 'Throttling.User')];
  let frozenAt = 0;
  await race(
    'the throttle',
    { name: 'throttle', limits: { qps: { DescribeApiGroups: limit } } },
    async (round) => {
      frozenAt = round * 1000;
      const outcomes = await tabs.tellAll(() => ({ do: 'call', calls, frozenAt }));
      const codes = outcomes.flatMap(({ answers }) => answers.map(codeOf));
      expect(codes.toSorted()).toEqual(allowed);
      return outcomes;
    },
    async (tab) => {
      const { answers } = await tabs.tell(tab, { do: 'call', calls, frozenAt });
      expect(answers.map(codeOf)).toEqual(calls.map(() => 'Throttling.User'));
    },
  );
});
