import type { TemplateResult, nothing } from 'lit';
import type { Action, CallContext, Emulator, Snapshot } from '../../src/index.ts';
import type { IconName } from '../parts/icon.ts';
import type { Session } from '../session.ts';

export type Group = Snapshot['groups'][number];
export type Api = Snapshot['apis'][number];
export type Model = Snapshot['models'][number];

/** Whose resources they are, and where. */
export type Scope = Pick<Group, 'account' | 'region'>;

/** A form for an operation, made from the table of operations. */
export interface FormRequest {
  readonly action: Action;
  /** Whose, and where; the emulator's own if left out. */
  readonly scope?: Scope | undefined;
  /** Values that the fields begin with. */
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Parameters that are sent as they are in `initial`. */
  readonly fixed?: readonly string[];
}

/** By what a form's draft is found. */
export function draftOf(subject: string, { action, initial, fixed = [] }: FormRequest): string {
  return [subject, action, ...fixed.map((name) => initial?.[name])].join(' ');
}

/** A call without a form. */
export interface CallRequest {
  readonly action: Action;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the detail view lets its sections do. */
export interface DetailContext {
  readonly session: Session;
  openForm(form: FormRequest): void;
  /** Shown beside what opens the form. */
  draftChip(form: FormRequest): TemplateResult | typeof nothing;
  /** Makes the call; a refusal is shown above. */
  call(request: CallRequest): Promise<void>;
}

/** A resource as the list and the detail view show it, whatever its kind. */
export interface Item {
  readonly kind: 'group' | 'api' | 'model';
  readonly id: string;
  readonly name: string;
  /** Of the group that it is, or belongs to. */
  readonly groupId: string;
  readonly resource: Group | Api | Model;
  /** What a search finds it by beside name, id and tags. */
  readonly words: readonly string[];
  /** The second line of its row. */
  line(): string;
  /** At the end of its row. */
  badges?(): TemplateResult | typeof nothing;
  details(): ItemDetails;
}

/** The rest of it. */
export interface ItemDetails {
  readonly forms: readonly {
    readonly label: string;
    readonly icon: IconName;
    readonly form: FormRequest;
  }[];
  readonly remove: CallRequest;
  /** Its ResourceType, if it can be tagged once it is there. */
  readonly taggedAs?: 'apiGroup' | 'api';
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What only this kind has. */
  sections(context: DetailContext): TemplateResult;
}

/** A resource's fields by the names of the parameters that set them. */
export function toParameters(fields: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}

/** Who calls for an account, if there are credentials: one who may do everything, if there is one. */
export function callerFor(emulator: Emulator, scope: Scope | undefined): CallContext {
  const callers = emulator.callers
    .list()
    .filter(
      ({ accountId, status }) =>
        (scope === undefined || accountId === scope.account) && status !== 'Inactive',
    );
  const caller = callers.find(({ policies }) => policies === undefined) ?? callers[0];
  return { accessKeyId: caller?.accessKeyId, region: scope?.region };
}
