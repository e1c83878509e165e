import type { Mark, Step } from './steps.ts';

interface StepTexts {
  readonly title: string;
  readonly how: string;
}

interface TourTexts {
  readonly tour: string;
  readonly idle: string;
  readonly start: string;
  readonly leave: string;
  readonly position: (number: number, of: number) => string;
  readonly steps: Readonly<Record<Step, StepTexts>>;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly done: string;
  readonly end: StepTexts;
  readonly close: string;
}

const english: TourTexts = {
  tour: 'Tour',
  idle: 'No cloud is behind this portal: cloudapi-emulator answers it, in this page.',
  start: 'Take the tour',
  leave: 'Leave the tour',
  position: (number, of) => `Step ${number} of ${of}`,
  steps: {
    create: {
      title: 'Create a group',
      how: 'Press “New group”, name it Rain_radar, and create it. The devtools show the call: open it to see what went over the wire.',
    },
    quota: {
      title: 'Fill the quota and try again',
      how: 'In the devtools under “Limits & clock”, set “Groups in a region” to 4. Create one more group: it is refused. Set 100, and create it again.',
    },
    throttle: {
      title: 'Freeze the clock and hit the throttle',
      how: 'Under “Limits & clock”, press “Freeze” and set “CreateApiGroup” to 1 call a second. Create two groups: the second waits, and passes when you press “Resume”.',
    },
  },
  marks: {
    created: 'A group was created',
    refused: 'Refused by the quota',
    passed: 'Passed on trying again',
    frozen: 'The clock stands still',
    throttled: 'The throttle refused',
  },
  done: 'done',
  end: {
    title: 'That was the tour',
    how: 'An open call tells why it was refused, and copies itself as a test. “Faults” makes the next call fail. “Scenes” keeps today’s state for tomorrow.',
  },
  close: 'Close',
};

const chinese: TourTexts = {
  tour: '导览',
  idle: '此门户背后没有云：由页面中的 cloudapi-emulator 应答。',
  start: '开始导览',
  leave: '退出导览',
  position: (number, of) => `第 ${number} 步，共 ${of} 步`,
  steps: {
    create: {
      title: '创建一个分组',
      how: '点击“新建分组”，命名为 Rain_radar 并创建。开发工具会显示这次调用：打开它可以查看实际的请求和响应。',
    },
    quota: {
      title: '用完配额，再试一次',
      how: '在开发工具的“限额与时钟”中，把“每个地域的分组数”设为 4。再创建一个分组：会被拒绝。改为 100 后再次创建。',
    },
    throttle: {
      title: '冻结时钟，触发流控',
      how: '在“限额与时钟”中点击“冻结”，并把 CreateApiGroup 设为每秒 1 次。创建两个分组：第二个会等待，点击“恢复”后即可通过。',
    },
  },
  marks: {
    created: '已创建分组',
    refused: '被配额拒绝',
    passed: '重试后成功',
    frozen: '时钟已冻结',
    throttled: '被流控拒绝',
  },
  done: '已完成',
  end: {
    title: '导览结束',
    how: '打开一次调用，可以看到它被拒绝的原因，并将它复制为测试。“故障”让下一次调用失败。“场景”保存今天的状态，供以后恢复。',
  },
  close: '关闭',
};

export const textsOf = (pageLanguage: string): TourTexts => (/^zh\b/i.test(pageLanguage) ? chinese : english);
