import { escapeXml } from '../wire/xml.ts';

/**
 * Replaces each known secret in a string by `***`; in lists and plain objects too, in a copy, their keys included.
 * @param kept how many levels of keys stay, because they are the emulator's own; none if left out.
 */
export type Redact = <Value>(value: Value, kept?: number) => Value;

/** The parts of a credential that nobody may read. */
interface Secrets {
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/**
 * Makes what keeps the secrets of some credentials out of messages, details and journal entries, whatever field they
 * were sent in: a header's name comes in lower case, so the case does not matter, and a string to sign is
 * percent-encoded, up to twice.
 */
export function createRedactor(credentials: readonly Secrets[]): Redact {
  // A secret that contains another one goes first.
  const forms = writtenForms(credentials).toSorted((a, b) => b.length - a.length);
  const patterns = new Map<string, RegExp>();
  const redactText = (text: string): string =>
    forms.reduce((rest, form) => {
      // However it is encoded, it is never shorter. Most strings are, so most patterns are never built.
      if (rest.length < form.length) return rest;
      const pattern = patterns.get(form) ?? patternOf(form);
      patterns.set(form, pattern);
      return rest.replaceAll(pattern, '***');
    }, text);
  // What comes out has the type of what went in, because only the characters of strings change.
  return (value, kept = 0) => redactDeep(value, redactText, kept, new Map()) as typeof value;
}

/** The secrets as they are, and as JSON, JSON within JSON, and XML write them. */
export function writtenForms(credentials: readonly Secrets[]): readonly string[] {
  const secrets = credentials.flatMap(({ accessKeySecret: secret, securityToken = secret }) => [
    secret,
    securityToken,
  ]);
  const inText = [...secrets, ...secrets.map(inJson), ...secrets.map(inJson).map(inJson)];
  return [...new Set([...inText, ...inText.map(escapeXml)])];
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Matches a string, of which each character may be encoded. Engines take no pattern that is much longer. */
function patternOf(form: string): RegExp {
  return new RegExp(Array.from(form, encoded).join(''), 'giu');
}

/** Matches a character as it is, and percent-encoded any number of times. */
function encoded(character: string): string {
  if (character === '%') return '%(?:25)*';
  const plain = character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`);
  const bytes = Array.from(
    new TextEncoder().encode(character),
    (byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`,
  ).join('');
  // In a form, a space is a plus.
  return character === ' ' ? String.raw`(?: |\+|%(?:25)*2b|${bytes})` : `(?:${plain}|${bytes})`;
}

/** @param done the copies that were begun, because a value may contain itself. */
function redactDeep(
  value: unknown,
  redactText: (text: string) => string,
  kept: number,
  done: Map<object, object>,
): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    done.set(value, copy);
    for (const item of value) copy.push(redactDeep(item, redactText, kept, done));
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  const copy = {};
  done.set(value, copy);
  for (const [name, member] of Object.entries(value)) {
    // Not an assignment, because a member may be called "__proto__".
    Object.defineProperty(copy, kept > 0 ? name : redactText(name), {
      value: redactDeep(member, redactText, kept - 1, done),
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return copy;
}
