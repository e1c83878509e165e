import { el } from './dom.ts';
import type { Field } from './field.ts';
import type { Exchange, Pairs } from './service.ts';

/** Sends a call and shows what came of it. */
export type Perform = (action: string, parameters: Pairs) => Promise<Exchange>;

/** Which parameter a refusal is about, where its code is not made of the parameter's name. */
const ABOUT: Readonly<Record<string, string>> = {
  RepeatedApiGroup: 'GroupName',
  RepeatedModelName: 'ModelName',
  NotFoundApiGroup: 'GroupId',
  NotFoundInstance: 'InstanceId',
  NotFoundModel: 'Schema',
  ExceedLimitTag: 'Tag',
  'InvalidParameter.TagKey': 'Tag',
  'Duplicate.TagKey': 'Tag',
};

function parameterOf(code: string): string | undefined {
  return ABOUT[code] ?? /^(?:Missing|InvalidFormat|Invalid)([A-Z]\w*)$/.exec(code)?.[1];
}

/** The form of one operation. It sends whatever is in it, so that the service's own refusals are seen. */
export function createOperationForm(
  action: string,
  fields: readonly Field[],
  { perform, fillExample }: { readonly perform: Perform; readonly fillExample: () => void },
): HTMLFormElement {
  let busy = false;

  async function submit(): Promise<void> {
    if (busy) return;
    busy = true;
    form.setAttribute('aria-busy', 'true');
    try {
      for (const field of fields) field.refuse(undefined);
      const { answer } = await perform(
        action,
        fields.flatMap((field) => field.read()),
      );
      if ('refusal' in answer && answer.refusal !== undefined) {
        const about = parameterOf(answer.refusal.code);
        fields.find(({ name }) => name === about)?.refuse(answer.refusal.message);
      }
    } finally {
      form.removeAttribute('aria-busy');
      busy = false;
    }
  }

  const form: HTMLFormElement = el(
    'form',
    {
      'aria-label': action,
      novalidate: true,
      submit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    ...fields.map((field) => field.element),
    el(
      'div',
      { class: 'form-foot' },
      el('button', { type: 'submit', class: 'primary' }, `Send ${action}`),
      el('button', { type: 'button', click: fillExample }, 'Fill in the example'),
    ),
  );
  return form;
}
