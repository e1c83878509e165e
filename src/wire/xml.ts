const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A reader turns a bare carriage return into a line feed.
  '\r': '&#13;',
};

/**
 * What XML cannot hold at all. Not as the complement of what it can hold: WebKit takes U+F900 before U+FC00, and others like
 * them, for a surrogate pair that is in no such set.
 */
// oxlint-disable-next-line no-control-regex -- They are among it.
const INVALID = /[\0-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;

/** Text as XML content. What XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(INVALID, '\uFFFD')
    .replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${name === 'Recommend' ? `<![CDATA[${String(value)}]]>` : content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value === null || typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, child]) => element(name, child))
    .join('');
}

/**
 * Writes a tree as the service's XML: lists repeat their element, and Recommend is a CDATA section
 * (observed: openapi-sdk-php#175).
 * @param root `Error`, or the action's name followed by `Response`.
 */
export function toXml(root: string, tree: object): string {
  return `<?xml version='1.0' encoding='UTF-8'?><${root}>${content(tree)}</${root}>`;
}
