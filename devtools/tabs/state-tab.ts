import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { icon } from '../parts/icon.ts';
import { meter } from '../parts/meter.ts';
import '../parts/operation-form.ts';
import '../parts/rows.ts';
import { dateTime } from '../parts/time.ts';
import { readable } from '../parts/readable.ts';
import { styles } from '../styles.ts';

type Group = Snapshot['groups'][number];
type Model = Snapshot['models'][number];
type Row =
  | { readonly kind: 'scope'; readonly account: string; readonly region: string; readonly count: number }
  | { readonly kind: 'group'; readonly group: Group; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: 'model'; readonly model: Model };

/** What the right side shows. */
type View =
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'model'; readonly id: string }
  | {
      readonly kind: 'form';
      readonly action: string;
      readonly initial?: Readonly<Record<string, unknown>>;
      readonly fixed?: readonly string[];
      readonly account?: string | undefined;
      readonly region?: string | undefined;
      readonly back?: View | undefined;
    };

const ROW_HEIGHT = 38;

const stateStyles = css`
  .row {
    display: flex;
    width: 100%;
    height: 100%;
    padding: 0 12px;
    gap: 8px;
    align-items: center;
    border: 0;
    border-bottom: 1px solid var(--border);
    background: none;
    text-align: left;
  }
  button.row:hover {
    background: var(--surface);
  }
  .row[aria-current='true'] {
    background: var(--selected);
  }
  .row.model {
    padding-left: 36px;
  }
  .row.scope {
    background: var(--surface);
    font-size: 12px;
    color: var(--muted);
  }
  .row.scope .meter {
    width: 60px;
    flex: none;
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row .icon {
    color: var(--muted);
    width: 14px;
    height: 14px;
  }
  .row .name {
    font-weight: 600;
  }
  .row.model .name {
    font-weight: 400;
  }
`;

/** Groups and models by account and region; to search, make, change and delete. */
export class StateTab extends Panel {
  static override styles = [styles, stateStyles];
  #text = '';
  readonly #open = new Set<string>();
  #view: View | undefined;
  #doomed = '';
  #problem = '';
  #rows: readonly Row[] = [];
  #shown: { readonly state: Snapshot | undefined; readonly text: string; readonly open: number } | undefined;
  #opened = 0;

  protected override render(): TemplateResult {
    const { state } = this.session;
    const view = this.#view;
    return html`<div class="split ${view === undefined ? '' : 'open'}">
      <div class="master">
        <div class="bar" role="search">
          <input
            class="grow"
            type="search"
            placeholder=${msg('Search groups, models, tags')}
            aria-label=${msg('Search groups, models, tags')}
            .value=${this.#text}
            @input=${(event: Event) =>
              this.change(() => (this.#text = (event.target as HTMLInputElement).value))}
          />
          <button
            class="button primary"
            type="button"
            @click=${() => this.#show({ kind: 'form', action: 'CreateApiGroup' })}
          >
            ${icon('plus')} ${msg('New group')}
          </button>
        </div>
        ${state === undefined || state.groups.length === 0 ? this.#empty() : this.#list(state)}
      </div>
      ${view === undefined || state === undefined ? nothing : this.#detail(view, state)}
    </div>`;
  }

  #empty(): TemplateResult {
    return html`<div class="empty">
      <strong>${msg('No groups yet')}</strong>
      <p>${msg('Create one here or in the application, or go to a saved state in the tab Scenes.')}</p>
    </div>`;
  }

  #list(state: Snapshot): TemplateResult {
    const shown = { state, text: this.#text, open: this.#opened };
    if (this.#shown?.state !== state || this.#shown.text !== shown.text || this.#shown.open !== shown.open) {
      this.#shown = shown;
      this.#rows = rowsOf(state, this.#text.toLowerCase(), this.#open);
    }
    if (this.#rows.length === 0)
      return html`<div class="empty"><strong>${msg('Nothing matches')}</strong></div>`;
    return html`<cloudapi-devtools-rows
      label=${msg('State')}
      .rowHeight=${ROW_HEIGHT}
      .items=${this.#rows}
      .keyOf=${keyOf}
      .renderRow=${(row: Row) => this.#row(row)}
    ></cloudapi-devtools-rows>`;
  }

  #row(row: Row): TemplateResult {
    if (row.kind === 'scope') {
      const limit = this.session.emulator.limits.groupsPerRegion;
      return html`<div class="row scope" tabindex="-1">
        <span class="grow clip"><strong>${row.region}</strong> · ${row.account}</span>
        <span>${msg(str`${row.count} of ${limit === Infinity ? '∞' : limit}`)}</span>
        ${meter(row.count, limit)}
      </div>`;
    }
    if (row.kind === 'model') {
      const { modelId, modelName } = row.model;
      return html`<button
        class="row model"
        type="button"
        aria-current=${this.#view?.kind === 'model' && this.#view.id === modelId}
        @click=${() => this.#show({ kind: 'model', id: modelId })}
      >
        <span class="name grow clip">${modelName}</span>
      </button>`;
    }
    const { group, count, isOpen } = row;
    return html`<button
      class="row"
      type="button"
      aria-expanded=${isOpen}
      aria-current=${this.#view?.kind === 'group' && this.#view.id === group.groupId}
      @click=${() => this.#choose(group.groupId)}
    >
      ${icon(isOpen ? 'open' : 'more')}
      <span class="name grow clip">${group.groupName}</span>
      <span class="muted">${count === 1 ? msg(str`${count} model`) : msg(str`${count} models`)}</span>
    </button>`;
  }

  /** Opens a group with its models; once more closes it. */
  #choose(id: string): void {
    const isChosen = this.#view?.kind === 'group' && this.#view.id === id;
    if (this.#open.has(id) && isChosen) this.#open.delete(id);
    else this.#open.add(id);
    this.#opened += 1;
    this.#show({ kind: 'group', id });
  }

  #show(view: View | undefined): void {
    this.change(() => {
      this.#view = view;
      this.#doomed = '';
      this.#problem = '';
    });
  }

  #detail(view: View, state: Snapshot): TemplateResult | typeof nothing {
    if (view.kind === 'form') return this.#form(view);
    const group = state.groups.find(({ groupId }) => groupId === view.id);
    if (view.kind === 'group') return group === undefined ? this.#gone() : this.#group(group, state);
    const model = state.models.find(({ modelId }) => modelId === view.id);
    return model === undefined ? this.#gone() : this.#model(model);
  }

  #gone(): TemplateResult {
    return html`<div class="detail">
      ${this.#head(msg('Gone'), undefined)}
      <div class="empty"><p>${msg('This was deleted meanwhile.')}</p></div>
    </div>`;
  }

  #head(title: string, back: View | undefined): TemplateResult {
    return html`<div class="bar">
      <button
        class="tool back"
        type="button"
        aria-label=${msg('Back to the list')}
        @click=${() => this.#show(back)}
      >
        ${icon('back')}
      </button>
      <h2 class="grow clip">${title}</h2>
      <button
        class="tool"
        type="button"
        aria-label=${msg('Close')}
        title=${msg('Close')}
        @click=${() => this.#show(undefined)}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  #group(group: Group, state: Snapshot): TemplateResult {
    const { groupId, account, region } = group;
    const limit = this.session.emulator.limits.modelsPerGroup;
    const count = state.models.filter((model) => model.groupId === groupId).length;
    const view: View = { kind: 'group', id: groupId };
    const scope = { account, region, back: view };
    return html`<div class="detail">
      ${this.#head(group.groupName, undefined)}
      <div class="scroll" tabindex="0" role="region" aria-label=${group.groupName}>
        <div class="stack">
          <div class="actions">
            <button
              class="button primary"
              type="button"
              @click=${() =>
                this.#show({
                  kind: 'form',
                  action: 'CreateModel',
                  initial: { GroupId: groupId },
                  fixed: ['GroupId'],
                  ...scope,
                })}
            >
              ${icon('plus')} ${msg('New model')}
            </button>
            <button
              class="button"
              type="button"
              @click=${() =>
                this.#show({
                  kind: 'form',
                  action: 'ModifyApiGroup',
                  initial: initialOf(group),
                  fixed: ['GroupId'],
                  ...scope,
                })}
            >
              ${icon('edit')} ${msg('Edit')}
            </button>
            ${this.#deleteButton(groupId, account, region, 'DeleteApiGroup', { GroupId: groupId })}
          </div>
          ${this.#problem === '' ? nothing : html`<p class="card bad" role="alert">${this.#problem}</p>`}
          <section class="section">
            <h3>${msg('Models')}</h3>
            <span>${msg(str`${count} of ${limit === Infinity ? '∞' : limit}`)}</span>
            ${limit === Infinity ? nothing : meter(count, limit)}
          </section>
          ${this.#facts([
            ['GroupId', groupId],
            ['SubDomain', `${groupId}-${region}.alicloudapi.com`],
            ['BasePath', group.basePath],
            ['Description', group.description || '–'],
            ['InstanceId', group.instanceId],
            ...Object.entries(group.configs),
            ...this.#common(group),
          ])}
        </div>
      </div>
    </div>`;
  }

  #model(model: Model): TemplateResult {
    const { modelId, modelName, groupId, account, region, schema } = model;
    const view: View = { kind: 'model', id: modelId };
    return html`<div class="detail">
      ${this.#head(modelName, undefined)}
      <div class="scroll" tabindex="0" role="region" aria-label=${modelName}>
        <div class="stack">
          <div class="actions">
            <button
              class="button"
              type="button"
              @click=${() =>
                this.#show({
                  kind: 'form',
                  action: 'ModifyModel',
                  initial: initialOf(model),
                  fixed: ['GroupId', 'ModelName'],
                  account,
                  region,
                  back: view,
                })}
            >
              ${icon('edit')} ${msg('Edit')}
            </button>
            ${this.#deleteButton(modelId, account, region, 'DeleteModel', { GroupId: groupId, ModelName: modelName })}
          </div>
          ${this.#problem === '' ? nothing : html`<p class="card bad" role="alert">${this.#problem}</p>`}
          <section class="section">
            <h3>Schema</h3>
            <pre tabindex="0" aria-label="Schema">${readable(schema)}</pre>
          </section>
          ${this.#facts([
            ['ModelId', modelId],
            ['GroupId', groupId],
            ['Description', model.description || '–'],
            ...this.#common(model),
          ])}
        </div>
      </div>
    </div>`;
  }

  #common({
    tags,
    createdTime,
    modifiedTime,
    region,
    account,
  }: Group | Model): readonly (readonly [string, string])[] {
    return [
      [
        msg('Tags'),
        tags.map(({ Key, Value }) => (Value === '' ? Key : `${Key}: ${Value}`)).join(', ') || '–',
      ],
      [msg('Region'), region],
      [msg('Account'), account],
      [msg('Created'), dateTime(createdTime)],
      [msg('Modified'), dateTime(modifiedTime)],
    ];
  }

  #facts(facts: readonly (readonly [string, string])[]): TemplateResult {
    return html`<table>
      <tbody>
        ${facts.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** A second click deletes. */
  #deleteButton(
    id: string,
    account: string,
    region: string,
    action: 'DeleteApiGroup' | 'DeleteModel',
    parameters: Readonly<Record<string, string>>,
  ): TemplateResult {
    const isDoomed = this.#doomed === id;
    const remove = async (): Promise<void> => {
      try {
        // Its parameters are those of the action.
        await this.session.emulator.call(action, parameters as never, {
          region,
          accessKeyId: this.#keyFor(account),
        });
        this.#show(undefined);
      } catch (error) {
        this.change(() => (this.#problem = error instanceof Error ? error.message : String(error)));
      }
    };
    return html`<button
      class="button danger"
      type="button"
      @click=${() => (isDoomed ? void remove() : this.change(() => (this.#doomed = id)))}
    >
      ${icon('clear')} ${isDoomed ? msg('Really delete?') : msg('Delete')}
    </button>`;
  }

  /** A caller of the account, if there are credentials: one who may do everything, if there is one. */
  #keyFor(account: string | undefined): string | undefined {
    const callers = this.session.emulator.callers
      .list()
      .filter(
        ({ accountId, status }) => (account === undefined || accountId === account) && status !== 'Inactive',
      );
    return (callers.find(({ policies }) => policies === undefined) ?? callers[0])?.accessKeyId;
  }

  #form(view: View & { readonly kind: 'form' }): TemplateResult {
    return html`<div class="detail">
      ${this.#head(view.action, view.back)}
      <div class="scroll">
        <div class="stack">
          <p class="hint">
            ${msg(str`A real call in ${view.region ?? this.session.service.region}: limits, policies and faults apply.`)}
          </p>
          <cloudapi-devtools-form
            .session=${this.session}
            .action=${view.action}
            .initial=${view.initial}
            .fixed=${view.fixed}
            .region=${view.region}
            .accessKeyId=${this.#keyFor(view.account)}
            @done=${(event: CustomEvent<Readonly<Record<string, unknown>>>) => this.#done(view, event.detail)}
          >
            <button class="button" type="button" @click=${() => this.#show(view.back)}>
              ${msg('Cancel')}
            </button>
          </cloudapi-devtools-form>
        </div>
      </div>
    </div>`;
  }

  /** Shows what was made or changed, once it is in the list. */
  async #done(
    view: View & { readonly kind: 'form' },
    answer: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.session.readState();
    const { ModelId, GroupId } = answer;
    if (typeof GroupId === 'string') this.#open.add(GroupId);
    if (typeof view.initial?.['GroupId'] === 'string') this.#open.add(view.initial['GroupId']);
    this.#opened += 1;
    if (typeof ModelId === 'string') this.#show({ kind: 'model', id: ModelId });
    else if (typeof GroupId === 'string') this.#show({ kind: 'group', id: GroupId });
    else this.#show(view.back);
  }
}

/** A resource's fields by the names of the parameters that set them. */
function initialOf(resource: Group | Model): Readonly<Record<string, unknown>> {
  const { tags, ...fields } = resource;
  const named = Object.entries(fields).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ]);
  return { ...Object.fromEntries(named), ...('configs' in resource ? resource.configs : {}), Tag: tags };
}

/** The list: a line for each account and region, below it its groups, below an open group its models. */
function rowsOf(state: Snapshot, text: string, open: ReadonlySet<string>): readonly Row[] {
  const models = groupBy(state.models, ({ groupId }) => groupId);
  const scopes = groupBy(state.groups, ({ account, region }) => `${account} ${region}`);
  return [...scopes.values()].flatMap((groups) => {
    const [{ account, region }] = groups as [Group];
    const rows = groups.flatMap((group): readonly Row[] => {
      const own = models.get(group.groupId) ?? [];
      const isMatch =
        text === '' ||
        [group.groupName, group.groupId, ...group.tags.map(({ Key, Value }) => `${Key} ${Value}`)].some(
          (one) => one.toLowerCase().includes(text),
        );
      const found =
        text === ''
          ? own
          : own.filter((model) =>
              [model.modelName, model.modelId].some((one) => one.toLowerCase().includes(text)),
            );
      if (!isMatch && found.length === 0) return [];
      const isOpen = open.has(group.groupId) || (text !== '' && found.length > 0);
      return [
        { kind: 'group', group, count: own.length, isOpen },
        ...(isOpen ? found.map((model): Row => ({ kind: 'model', model })) : []),
      ];
    });
    return rows.length === 0
      ? []
      : [{ kind: 'scope', account, region, count: groups.length } as const, ...rows];
  });
}

/** As Map.groupBy, which older browsers do not have. */
function groupBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function keyOf(row: Row): string {
  if (row.kind === 'scope') return `${row.account} ${row.region}`;
  return row.kind === 'group' ? row.group.groupId : row.model.modelId;
}

define('cloudapi-devtools-state', StateTab);
