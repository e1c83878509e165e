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
  if (credentials.length === 0) return (value) => value;
  // Built by the first use: most calls are not refused. A secret that contains another one goes first.
  let pattern: RegExp | undefined;
  const redactText = (text: string): string => {
    pattern ??= new RegExp(
      writtenForms(credentials)
        .toSorted((a, b) => b.length - a.length)
        .map((secret) => Array.from(secret, patternOf).join(''))
        .join('|'),
      'giu',
    );
    return text.replaceAll(pattern, '***');
  };
  // What comes out has the type of what went in, because only the characters of strings change.
  return (value, kept = 0) => redactDeep(value, redactText, kept, new Map()) as typeof value;
}

/** The secrets as they are, and as JSON, JSON within JSON, and XML write them. */
export function writtenForms(credentials: readonly Secrets[]): readonly string[] {
  const secrets = credentials.flatMap(({ accessKeySecret, securityToken = accessKeySecret }) => [
    accessKeySecret,
    securityToken,
  ]);
  return [...new Set(secrets.flatMap(formsOf))];
}

function formsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const texts = [secret, inJson, JSON.stringify(inJson).slice(1, -1)];
  return [...texts, ...texts.map(escapeXml)];
}

/** Matches a character as it is, and percent-encoded any number of times. */
function patternOf(character: string): string {
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
