import type { Value } from './parts/form-values.ts';

type Values = ReadonlyMap<string, Value>;

const NONE: Values = new Map();

/** What was typed into forms and not sent yet: it is there again when the form is opened again. */
export class Drafts {
  /** The values that were changed, by form and parameter. */
  readonly #drafts = new Map<string, Values>();

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
  }
}
