import { expect } from 'vitest';

/** All elements below a root, those in shadow roots as well. */
function* elementsIn(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* elementsIn(element.shadowRoot);
  }
}

/** What an element is called, or says. */
function wordsOf(element: HTMLElement): string {
  const { labels } = element as HTMLInputElement;
  const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent;
  return label.replaceAll(/\s+/g, ' ').trim();
}

/** The elements of the panel that a selector finds, in their order. */
export function findAll(selector: string, words: string | RegExp = ''): readonly HTMLElement[] {
  const isCalled = (element: HTMLElement): boolean =>
    typeof words === 'string' ? wordsOf(element).includes(words) : words.test(wordsOf(element));
  return Array.from(elementsIn(document.body)).filter(
    (element) => element.matches(selector) && isCalled(element),
  );
}

/** Shorter than a test may take, so that it says what was not there. */
const TIMEOUT_MS = 60_000;

const waiting = (selector: string, words: string | RegExp) => ({
  message: `${selector} ${words}`,
  timeout: TIMEOUT_MS,
});

/** Waits for an element; the first, if there are several. */
export async function see(selector: string, words: string | RegExp = ''): Promise<HTMLElement> {
  await expect.poll(() => findAll(selector, words).length, waiting(selector, words)).toBeGreaterThan(0);
  const [element] = findAll(selector, words);
  return element ?? expect.fail('It is gone.');
}

/** Waits until no such element is there. */
export async function seeNo(selector: string, words: string | RegExp = ''): Promise<void> {
  await expect.poll(() => findAll(selector, words).length, waiting(selector, words)).toBe(0);
}

export async function click(selector: string, words: string | RegExp = ''): Promise<void> {
  (await see(selector, words)).click();
}

/** Sets a field, as its user would: a text by input, a choice by change. */
export async function fill(selector: string, words: string | RegExp, value: string): Promise<void> {
  const field = (await see(selector, words)) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
