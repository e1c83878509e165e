import type { Journal, JournalEntry } from 'cloudapi-emulator';
import { showJson, showXml } from './code-view.ts';
import { copyButton } from './copy-button.ts';
import { el } from './dom.ts';
import { createNote } from './note.ts';
import type { Exchange, Pairs } from './service.ts';
import { succeeded } from './service.ts';

/** The request and the answer, as they went over the wire, and what the emulator adds to them. */
export interface ExchangePanel {
  readonly element: HTMLElement;
  show(exchange: Exchange): void;
}

const KEPT = 12;

/** A call with its entry in the journal, where it has one. */
interface KeptExchange extends Exchange {
  readonly entry: JournalEntry | undefined;
}

/** @param journal of the emulator that answers. */
export function createExchangePanel(journal: Journal): ExchangePanel {
  const exchanges: KeptExchange[] = [];
  const verdict = el('div', { class: 'verdict' });
  const outcome = el(
    'div',
    { class: 'outcome', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' },
    verdict,
  );
  const wire = el('div', { class: 'wire' });
  const earlier = el('ol', { class: 'calls', 'aria-label': 'Calls, the latest first' });
  const earlierSection = el('section', { hidden: true }, el('h3', {}, 'Calls of this page'), earlier);
  verdict.append(
    el('p', { class: 'empty' }, 'Send a call, and the raw request and answer appear in this place.'),
  );

  function open(exchange: KeptExchange): void {
    verdict.replaceChildren(...createVerdict(exchange));
    verdict.dataset['outcome'] = succeeded(exchange) ? 'success' : 'refusal';
    const note = exchange.entry && createNote(exchange.entry);
    outcome.replaceChildren(verdict, ...(note === undefined ? [] : [note]));
    wire.replaceChildren(createRequest(exchange), createAnswer(exchange));
    for (const [index, button] of [...earlier.querySelectorAll('button')].entries()) {
      button.setAttribute('aria-current', String(exchanges[index] === exchange));
    }
  }

  function renderCalls(): void {
    earlierSection.hidden = exchanges.length < 2;
    earlier.replaceChildren(
      ...exchanges.map((exchange) =>
        el(
          'li',
          {},
          el(
            'button',
            { type: 'button', click: () => open(exchange) },
            el('span', { class: succeeded(exchange) ? 'status good' : 'status bad' }, statusOf(exchange)),
            el('span', { class: 'name' }, exchange.action),
            el('span', { class: 'aside' }, outcomeOf(exchange)),
            el('time', { datetime: exchange.at.toISOString() }, exchange.at.toLocaleTimeString('en-GB')),
          ),
        ),
      ),
    );
  }

  const element = el(
    'section',
    { class: 'panel', 'aria-labelledby': 'exchange-title', id: 'answer', tabindex: -1 },
    el('div', { class: 'panel-head' }, el('h2', { id: 'exchange-title' }, 'On the wire')),
    outcome,
    wire,
    earlierSection,
  );
  return {
    element,
    show(exchange) {
      const kept = { ...exchange, entry: findEntry(journal, exchange) };
      exchanges.unshift(kept);
      exchanges.length = Math.min(exchanges.length, KEPT);
      renderCalls();
      open(kept);
      // Where the page is one column, the answer may be far below the form.
      const { top } = element.getBoundingClientRect();
      if (top < 0 || top > window.innerHeight) element.scrollIntoView({ block: 'start' });
    },
  };
}

/** A call that got no answer has no RequestId to find it by. */
function findEntry(journal: Journal, { answer }: Exchange): JournalEntry | undefined {
  if ('failure' in answer) return undefined;
  const requestId = answer.headers.find(([name]) => name === 'x-acs-request-id')?.[1];
  return requestId === undefined ? undefined : journal.find({ requestId }).at(-1);
}

function statusOf({ answer }: Exchange): string {
  return 'status' in answer ? String(answer.status) : '—';
}

function outcomeOf({ answer }: Exchange): string {
  if ('failure' in answer) return 'no answer';
  return answer.refusal?.code ?? 'OK';
}

function createVerdict(exchange: Exchange): readonly HTMLElement[] {
  const { action, answer, milliseconds } = exchange;
  const foot = el('p', { class: 'verdict-foot' }, `${action} · ${milliseconds.toFixed(0)} ms`);
  if ('failure' in answer) {
    return [el('p', { class: 'code-line' }, 'No answer'), el('p', {}, answer.failure), foot];
  }
  const status = el('span', { class: 'status' }, `HTTP ${answer.status}`);
  if (answer.refusal === undefined) return [el('p', { class: 'code-line' }, status, ' OK'), foot];
  return [
    el('p', { class: 'code-line' }, status, ' ', el('code', {}, answer.refusal.code)),
    el('p', { class: 'message' }, answer.refusal.message),
    foot,
  ];
}

function createRequest({ method, url, headers, parameters, body }: Exchange): HTMLElement {
  const raw = [
    `${method} ${url}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : ['', body]),
  ].join('\n');
  return el(
    'section',
    { 'aria-label': 'Request' },
    el('div', { class: 'section-head' }, el('h3', {}, 'Request'), copyButton('the raw request', raw)),
    el('p', { class: 'wire-line' }, el('strong', {}, method), ' ', url),
    createTable('Headers', headers),
    parameters.length === 0
      ? el('p', { class: 'empty' }, 'No parameters.')
      : createTable(method === 'POST' ? 'Form parameters' : 'Query parameters', parameters),
    ...(body === ''
      ? []
      : [
          el(
            'details',
            { class: 'raw' },
            el('summary', {}, `Raw body, ${new TextEncoder().encode(body).length} bytes`),
            el('pre', { class: 'code wrap', tabindex: 0, 'aria-label': 'Raw body of the request' }, body),
          ),
        ]),
  );
}

function createAnswer({ answer }: Exchange): HTMLElement {
  if ('failure' in answer) {
    return el('section', { 'aria-label': 'Answer' }, el('h3', {}, 'Answer'), el('p', {}, answer.failure));
  }
  const body = el('pre', { class: 'code', tabindex: 0, 'aria-label': 'Body of the answer' });
  if (answer.text.startsWith('<')) showXml(body, answer.text);
  else showJson(body, answer.text);
  return el(
    'section',
    { 'aria-label': 'Answer' },
    el(
      'div',
      { class: 'section-head' },
      el('h3', {}, 'Answer'),
      copyButton('the body of the answer', answer.text),
    ),
    el('p', { class: 'wire-line' }, el('strong', {}, `HTTP ${answer.status}`)),
    body,
    createTable('Headers', answer.headers),
  );
}

function createTable(caption: string, pairs: Pairs): HTMLElement {
  return el(
    'table',
    {},
    el('caption', {}, caption),
    el(
      'tbody',
      {},
      ...pairs.map(([name, value]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, value))),
    ),
  );
}
