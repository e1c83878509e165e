import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** Names with their values. What has none is left out. */
export function factTable(
  facts: readonly (readonly [name: string, value: string | undefined])[],
): TemplateResult {
  return html`<table>
    <tbody>
      ${facts.map(([name, value]) =>
        value === undefined
          ? nothing
          : html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A value of which there is none, in a row that is there all the same. */
export function orDash<Value extends string | undefined>(value: Value): Value | string {
  return value === '' ? '–' : value;
}
