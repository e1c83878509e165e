import type { Mark, Step } from './steps.ts';

/** What the texts say of the present state. */
export interface Facts {
  /** How many groups there are. */
  readonly groups: number;
  /** A name that no group has. */
  readonly freeName: string;
  readonly seen: ReadonlySet<Mark>;
}

interface TourTexts {
  readonly tour: string;
  readonly idle: string;
  readonly start: string;
  readonly leave: string;
  readonly position: (number: number, of: number) => string;
  readonly titles: Readonly<Record<Step, string>>;
  /** What to do next. What stands in “ and ” is the name of something to be pressed or filled in. */
  readonly how: Readonly<Record<Step, (facts: Facts) => string>>;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly done: string;
  readonly goOn: string;
  readonly changed: string;
  readonly putBack: string;
  readonly end: { readonly title: string; readonly how: string };
  readonly close: string;
}

const english: TourTexts = {
  tour: 'Tour',
  idle: 'No cloud is behind this portal: cloudapi-emulator answers it, in this page.',
  start: 'Take the tour',
  leave: 'Leave the tour',
  position: (number, of) => `Step ${number} of ${of}`,
  titles: {
    create: 'Create a group',
    quota: 'Fill the quota and try again',
    throttle: 'Hit the throttle',
  },
  how: {
    create: ({ freeName }) => `In the portal, press “New group”, name it ${freeName}, and press “Create”.`,
    quota: ({ groups, seen }) =>
      seen.has('refused')
        ? 'Refused. Under “Limits & clock”, set “Groups in a region” to 100, and press “Create” in the portal again.'
        : `The devtools list the call under “Calls”: open it to see what went over the wire. Then set “Limits & clock” → “Groups in a region” to ${groups}, and create one more group.`,
    throttle({ seen }) {
      if (!seen.has('throttled')) {
        return 'Under “Limits & clock”, press “Freeze”. Further down, under “Limits” → “Calls a second of an account”, set the field “CreateApiGroup” to 1. Then create two groups.';
      }
      if (!seen.has('resumed')) {
        return seen.has('retried')
          ? 'The second group passed. Press “Resume” under “Limits & clock”.'
          : 'The second group waits: press “Resume” under “Limits & clock”.';
      }
      return 'Time goes on: the second group is tried again within seconds. If the portal has given up, press “Try again” there.';
    },
  },
  marks: {
    created: 'A group was created',
    refused: 'Refused by the quota',
    passed: 'Passed on trying again',
    frozen: 'The clock stands still',
    throttled: 'The throttle refused',
    resumed: 'The clock runs again',
    retried: 'The second group passed',
  },
  done: 'done',
  goOn: 'Go on without it',
  changed: 'The tour has changed limits or clock.',
  putBack: 'Put limits and clock back',
  end: {
    title: 'That was the tour',
    how: 'An open call tells why it was refused, and copies itself as a test. “Faults” makes the next call fail. “Scenes” keeps today’s state for tomorrow.',
  },
  close: 'Close',
};

const chinese: TourTexts = {
  tour: '导览',
  idle: '此门户背后没有云：由页面中的 cloudapi-emulator 返回响应。',
  start: '开始导览',
  leave: '退出导览',
  position: (number, of) => `第 ${number} 步，共 ${of} 步`,
  titles: {
    create: '创建一个分组',
    quota: '用完配额，再试一次',
    throttle: '触发流控',
  },
  how: {
    create: ({ freeName }) => `在门户中点击“新建分组”，命名为 ${freeName}，然后点击“创建”。`,
    quota: ({ groups, seen }) =>
      seen.has('refused')
        ? '已被拒绝。在“限额与时钟”中把“每个地域的分组数”改为 100，然后在门户中再次点击“创建”。'
        : `开发工具的“调用”中列出了这次调用：打开它可以查看实际的请求和响应。然后把“限额与时钟”→“每个地域的分组数”设为 ${groups}，再创建一个分组。`,
    throttle({ seen }) {
      if (!seen.has('throttled')) {
        return '在“限额与时钟”中点击“冻结”。再往下，在“限额”→“每个账号每秒调用次数”中，把输入框“CreateApiGroup”设为 1。然后创建两个分组。';
      }
      if (!seen.has('resumed')) {
        return seen.has('retried')
          ? '第二个分组已创建。请在“限额与时钟”中点击“恢复”。'
          : '第二个分组在等待：请在“限额与时钟”中点击“恢复”。';
      }
      return '时钟已恢复：几秒内会再次尝试创建第二个分组。如果门户已放弃，请在门户中点击“重试”。';
    },
  },
  marks: {
    created: '已创建分组',
    refused: '被配额拒绝',
    passed: '重试后成功',
    frozen: '时钟已冻结',
    throttled: '被流控拒绝',
    resumed: '时钟已恢复',
    retried: '第二个分组已创建',
  },
  done: '已完成',
  goOn: '跳过并继续',
  changed: '导览更改了限额或时钟。',
  putBack: '还原限额与时钟',
  end: {
    title: '导览结束',
    how: '打开一次调用，可以看到它被拒绝的原因，并将它复制为测试。“故障”让下一次调用失败。“场景”保存今天的状态，供以后恢复。',
  },
  close: '关闭',
};

export const textsOf = (pageLanguage: string): TourTexts => (/^zh\b/i.test(pageLanguage) ? chinese : english);
