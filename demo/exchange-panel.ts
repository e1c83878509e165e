import { showJson, showXml } from './code-view.ts';
import { copyButton } from './copy-button.ts';
import { el } from './dom.ts';
import type { Exchange, Pairs } from './service.ts';
import { succeeded } from './service.ts';

/** The request and the answer, as they went over the wire. */
export interface ExchangePanel {
  readonly element: HTMLElement;
  show(exchange: Exchange): void;
}

const KEPT = 12;

export function createExchangePanel(): ExchangePanel {
  const exchanges: Exchange[] = [];
  const verdict = el('div', {
    class: 'verdict',
    role: 'status',
    'aria-live': 'polite',
    'aria-atomic': 'true',
  });
  const wire = el('div', { class: 'wire' });
  const earlier = el('ol', { class: 'calls', 'aria-label': 'Calls, the latest first' });
  const earlierSection = el('section', { hidden: true }, el('h3', {}, 'Calls of this page'), earlier);
  verdict.append(
    el('p', { class: 'empty' }, 'Send a call, and the raw request and answer appear in this place.'),
  );

  function open(exchange: Exchange): void {
    verdict.replaceChildren(...createVerdict(exchange));
    verdict.dataset['outcome'] = succeeded(exchange) ? 'success' : 'refusal';
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
    verdict,
    wire,
    earlierSection,
  );
  return {
    element,
    show(exchange) {
      exchanges.unshift(exchange);
      exchanges.length = Math.min(exchanges.length, KEPT);
      renderCalls();
      open(exchange);
      // Where the page is one column, the answer may be far below the form.
      const { top } = element.getBoundingClientRect();
      if (top < 0 || top > window.innerHeight) element.scrollIntoView({ block: 'start' });
    },
  };
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
