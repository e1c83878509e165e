import { jsonLanguage } from '@codemirror/lang-json';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { el } from './dom.ts';

/** Characters up to which a text is laid out: beyond, deep nesting makes more blanks than a page can hold. */
const LAID_OUT = 20_000;

/** Shows JSON in colours, laid out; what is not JSON, or is very long, is shown as it is. */
export function showJson(element: HTMLElement, text: string): void {
  let pretty = text;
  try {
    if (text.length > LAID_OUT) throw new RangeError('Too long to lay out.');
    pretty = JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    element.textContent = text;
    return;
  }
  const parts: (Node | string)[] = [];
  highlightCode(
    pretty,
    jsonLanguage.parser.parse(pretty),
    classHighlighter,
    (code, classes) => parts.push(classes === '' ? code : el('span', { class: classes }, code)),
    () => parts.push('\n'),
  );
  element.replaceChildren(...parts);
}

const tag = (words: string): HTMLElement => el('span', { class: 'tok-propertyName' }, words);

/** Shows XML laid out; what is not XML, or is very long, is shown as it is. */
export function showXml(element: HTMLElement, text: string): void {
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  if (text.length > LAID_OUT || xml.querySelector('parsererror') !== null) {
    element.textContent = text;
    return;
  }
  const parts: (Node | string)[] = [];
  const lay = (node: Element, indent: string): void => {
    const inner = [...node.children];
    parts.push(indent, tag(`<${node.tagName}>`));
    if (inner.length === 0) {
      const serializer = new XMLSerializer();
      parts.push(...[...node.childNodes].map((child) => serializer.serializeToString(child)));
    } else {
      parts.push('\n');
      for (const child of inner) lay(child, `${indent}  `);
      parts.push(indent);
    }
    parts.push(tag(`</${node.tagName}>`), '\n');
  };
  parts.push(tag(/^<\?xml[^>]*\?>/.exec(text)?.[0] ?? ''), '\n');
  lay(xml.documentElement, '');
  element.replaceChildren(...parts);
}
