/** Characters up to which a text is laid out: beyond, deep nesting makes more blanks than a page can hold. */
const LAID_OUT = 20_000;
/** How deep a text may be nested to be laid out: each level moves all within it. */
const DEEPEST = 100;

/** A value or a text as a person reads it: JSON and XML with indentation, all else, and what is very long, as it is. */
export function readable(value: unknown): string {
  if (typeof value !== 'string') return readable(JSON.stringify(value) ?? '');
  if (value.length > LAID_OUT) return value;
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    if (depthOf(text) > DEEPEST) return value;
    try {
      return JSON.stringify(JSON.parse(text), undefined, 2);
    } catch {
      return value;
    }
  }
  return text.startsWith('<') ? indentXml(text) : value;
}

/** Brackets in its strings count as well: there is no harm in that. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of json.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The service's XML has no mixed content: a line for each element. What only begins like XML stays as it is. */
function indentXml(text: string): string {
  const parts = text.match(/<[^>]+>[^<]*/g) ?? [];
  if (parts.join('') !== text) return text;
  let depth = 0;
  return parts
    .reduce<string[]>((lines, part) => {
      const [, ended] = /^<\/([^>]+)>/.exec(part) ?? [];
      if (ended !== undefined) depth -= 1;
      const last = lines.at(-1);
      // An end right after its own start stays on the line.
      if (ended !== undefined && last !== undefined && startedIn(last) === ended) {
        lines[lines.length - 1] = last + part.trim();
      } else {
        lines.push('  '.repeat(Math.max(0, Math.min(depth, DEEPEST))) + part.trim());
      }
      if (ended === undefined && !/^<[?!]|\/>/.test(part)) depth += 1;
      return lines;
    }, [])
    .join('\n');
}

/** The element that a line starts, if it does nothing else. */
function startedIn(line: string): string | undefined {
  return /^\s*<([^\s>]+)[^<>]*>[^<]*$/.exec(line)?.[1];
}
