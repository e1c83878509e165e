/** Characters up to which a text is laid out: beyond, deep nesting makes more blanks than a page can hold. */
const LAID_OUT = 20_000;

/** A value or a text as a person reads it: JSON and XML with indentation, all else, and what is very long, as it is. */
export function readable(value: unknown): string {
  if (typeof value !== 'string') return readable(JSON.stringify(value) ?? '');
  if (value.length > LAID_OUT) return value;
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    try {
      return JSON.stringify(JSON.parse(text), undefined, 2);
    } catch {
      return value;
    }
  }
  return text.startsWith('<') ? indentXml(text) : value;
}

/** The service's XML has no mixed content: a line for each element. */
function indentXml(text: string): string {
  let depth = 0;
  const parts = text.match(/<[^>]+>[^<]*/g) ?? [];
  return parts
    .reduce<string[]>((lines, part) => {
      const isEnd = part.startsWith('</');
      if (isEnd) depth -= 1;
      const last = lines.at(-1);
      const [, name] = /^<\/([^>]+)>/.exec(part) ?? [];
      // An end right after its own start stays on the line.
      if (isEnd && last !== undefined && new RegExp(`^\\s*<${name}(?:\\s[^>]*)?>[^<]*$`).test(last)) {
        lines[lines.length - 1] = last + part.trim();
      } else {
        lines.push('  '.repeat(Math.max(0, depth)) + part.trim());
      }
      if (!isEnd && !/^<[?!]|\/>/.test(part)) depth += 1;
      return lines;
    }, [])
    .join('\n');
}
