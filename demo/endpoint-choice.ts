import { el } from './dom.ts';
import { recall, remember } from './preferences.ts';
import type { Endpoint } from './service.ts';

/** The choice of how and where calls go. */
export interface EndpointChoice {
  readonly element: HTMLElement;
  readonly current: Endpoint;
}

const REGIONS = [
  'cn-hangzhou',
  'cn-shanghai',
  'cn-beijing',
  'cn-shenzhen',
  'cn-qingdao',
  'ap-southeast-1',
  'eu-central-1',
  'us-west-1',
];

/** @param onRegion told when another region is chosen. */
export function createEndpointChoice(onRegion: () => void): EndpointChoice {
  const method = choice('method', ['POST', 'GET']);
  const region = choice('region', REGIONS);
  const format = choice('format', ['JSON', 'XML']);
  region.addEventListener('change', onRegion);
  return {
    element: el(
      'div',
      { class: 'endpoint', role: 'group', 'aria-label': 'Endpoint' },
      el('label', {}, el('span', {}, 'Method'), method),
      el('label', {}, el('span', {}, 'Region'), region),
      el('label', {}, el('span', {}, 'Answer as'), format),
    ),
    get current(): Endpoint {
      return {
        method: method.value === 'GET' ? 'GET' : 'POST',
        region: region.value,
        format: format.value === 'XML' ? 'XML' : 'JSON',
      };
    },
  };
}

function choice(name: string, values: readonly string[]): HTMLSelectElement {
  const select = el(
    'select',
    { change: () => remember(name, select.value) },
    ...values.map((value) => el('option', {}, value)),
  );
  const before = recall(name);
  if (before !== undefined && values.includes(before)) select.value = before;
  return select;
}
