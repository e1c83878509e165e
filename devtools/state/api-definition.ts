import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Panel, define } from '../panel.ts';
import { factTable } from '../parts/fact-table.ts';
import { readable } from '../parts/readable.ts';
import { styles } from '../styles.ts';
import type { Api } from './item.ts';
import { STAGES, changedParts, definitionOf, partsOf } from './stages.ts';
import type { Stage } from './stages.ts';

const definitionStyles = css`
  :host {
    display: grid;
    gap: 10px;
    grid-template-columns: minmax(0, 1fr);
  }
  h4 {
    margin: 0;
    font-size: 12px;
    font-weight: 600;
  }
  .part {
    display: grid;
    gap: 4px;
    grid-template-columns: minmax(0, 1fr);
  }
`;

/** An API's definition, as it was edited and as each stage runs it, part by part. */
export class ApiDefinition extends Panel {
  static override properties = { ...Panel.properties, api: { attribute: false } };
  static override styles = [styles, definitionStyles];
  declare api: Api;
  #chosen: Stage | undefined;

  protected override render(): TemplateResult {
    const { api } = this;
    const stage = this.#chosen !== undefined && api.deployments[this.#chosen] ? this.#chosen : undefined;
    const changed = stage === undefined ? [] : changedParts(api, stage);
    const parts = partsOf(stage === undefined ? api.definition : definitionOf(api, stage));
    return html`<h3 id="definition">${msg('Definition')}</h3>
      <div class="actions" role="group" aria-labelledby="definition">
        ${[undefined, ...STAGES].map(
          (name) =>
            html`<button
              class="button"
              type="button"
              aria-pressed=${name === stage}
              ?disabled=${name !== undefined && api.deployments[name] === undefined}
              @click=${() => this.change(() => (this.#chosen = name))}
            >
              ${name ?? msg('Edited')}
            </button>`,
        )}
      </div>
      ${
        changed.length === 0
          ? nothing
          : html`<p class="card warn">${msg(str`Edited since it was deployed: ${changed.join(', ')}.`)}</p>`
      }
      ${parts
        .filter(([, value]) => !isText(value) && Object.keys(value as object).length > 0)
        .map(([name, value]) => withMock(name, value))}
      ${factTable(
        parts
          .filter(([, value]) => isText(value) && value !== '')
          .map(([name, value]) => [name, readable(value)]),
      )}`;
  }
}

function isText(value: unknown): boolean {
  return typeof value !== 'object';
}

/** A mock's answer is JSON in a string in JSON: as it reads by itself it comes once more. */
function withMock(name: string, value: unknown): TemplateResult {
  const { MockResult: mock } = value as { readonly MockResult?: string };
  return html`${part(name, value)} ${mock ? part('MockResult', mock) : nothing}`;
}

function part(name: string, value: unknown): TemplateResult {
  return html`<div class="part">
    <h4 class="mono">${name}</h4>
    <pre tabindex="0" aria-label=${name}>${readable(value)}</pre>
  </div>`;
}

define('cloudapi-devtools-api-definition', ApiDefinition);
