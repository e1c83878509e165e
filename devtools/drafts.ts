import type { Tag, Value } from './parts/form-values.ts';

type Values = ReadonlyMap<string, Value>;

const NONE: Values = new Map();
const KEY = 'cloudapi-emulator-devtools-drafts';

/** What was typed into forms and not sent yet: it is there again when the form is, also after the page was loaded again. */
export class Drafts {
  readonly #key: string;
  /** The values that were changed, by form and parameter. */
  readonly #drafts: Map<string, Values>;

  constructor(emulatorName: string) {
    this.#key = `${KEY} ${emulatorName}`;
    this.#drafts = readDrafts(this.#key);
  }

  /** @param form a key that begins with what the form is about: `<id> ModifyApi` */
  of(form: string): Values {
    return this.#drafts.get(form) ?? NONE;
  }

  has(form: string): boolean {
    return this.#drafts.has(form);
  }

  /** Whether any form about this has a draft. */
  isAbout(subject: string): boolean {
    return [...this.#drafts.keys()].some((form) => form.startsWith(`${subject} `));
  }

  /** Without a value there is no draft any more. */
  keep(form: string, values: Values): void {
    if (values.size === 0) this.#drafts.delete(form);
    else this.#drafts.set(form, values);
    const kept = Array.from(this.#drafts, ([name, draft]) => [name, Object.fromEntries(draft)] as const);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(kept)));
    } catch {
      // A page without storage, or with a full one, keeps them until it is left.
    }
  }
}

/** Anything may stand in a page's storage: only what a field can hold counts. */
function readDrafts(key: string): Map<string, Values> {
  const drafts = new Map<string, Values>();
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, object>;
    for (const [form, fields] of Object.entries(kept)) {
      const values = Object.entries(fields).filter((field): field is [string, Value] => isValue(field[1]));
      if (values.length > 0) drafts.set(form, new Map(values));
    }
  } catch {
    // There is no storage, or something else in it.
  }
  return drafts;
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || (Array.isArray(value) && value.every(isTag));
}

function isTag(value: unknown): value is Tag {
  const { Key, Value: text } = (value ?? {}) as Partial<Tag>;
  return typeof Key === 'string' && typeof text === 'string';
}
