import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../src/index.ts';
import { getLocale } from '../locales/locale.ts';
import { Panel, define } from '../panel.ts';
import { icon } from '../parts/icon.ts';
import { dateTime } from '../parts/time.ts';
import { KeptScenes } from '../scenes/kept-scenes.ts';
import type { KeptScene } from '../scenes/kept-scenes.ts';
import { forgetSharedScene, readSharedScene, shareLink, unpackScene } from '../scenes/share.ts';
import { styles } from '../styles.ts';

/** How something went, and in which part of the tab that is said. */
interface Said {
  readonly at: 'save' | 'saved' | 'more';
  readonly text: string;
  /** It is said no longer once the state is another. */
  readonly contents: string;
}

/** A scene that waits for a yes. */
interface Offer {
  readonly from: 'link' | 'file';
  readonly snapshot: Snapshot;
}

const sceneStyles = css`
  .said {
    color: var(--ok);
    font-size: 12px;
  }
  /* There for a screen reader, but without a gap of its own. */
  .said:empty {
    position: absolute;
  }
`;

/** States saved under names, and ways to move them to another page. */
export class ScenesTab extends Panel {
  static override styles = [styles, sceneStyles];
  readonly #kept = new KeptScenes();
  #scenes: readonly KeptScene[] = [];
  #offer: Offer | undefined;
  #said: Said | undefined;
  #problem = '';
  /** The scene that a second click would delete. */
  #doomed = '';
  #link = '';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    this.#onHash();
    void this.#attempt('save', async () => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
    void this.#kept.close();
  }

  #onHash = (): void => {
    const packed = readSharedScene();
    if (packed === undefined) return;
    void this.#attempt('save', async () => {
      forgetSharedScene();
      this.#offer = { from: 'link', snapshot: await unpackScene(packed) };
    });
  };

  /** Does something, says there how it went, and shows the scenes that there are then. */
  async #attempt(at: Said['at'], work: () => Promise<string | undefined | void>): Promise<void> {
    this.#problem = '';
    this.#doomed = '';
    try {
      const text = await work();
      this.#scenes = await this.#kept.list();
      await this.session.readState();
      this.#said = text === undefined ? undefined : { at, text, contents: this.#contents() };
    } catch (error) {
      this.#said = undefined;
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.requestUpdate();
  }

  #contents(): string {
    const { groups, models, apis } = this.session.state ?? {};
    return JSON.stringify([groups, models, apis]);
  }

  protected override willUpdate(): void {
    if (this.#said !== undefined && this.#said.contents !== this.#contents()) this.#said = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <div class="stack">
        ${this.#problem === '' ? nothing : html`<p class="card bad" role="alert">${this.#problem}</p>`}
        ${this.#offered()} ${this.#saveForm()} ${this.#list()} ${this.#elsewhere()} ${this.#automatic()}
      </div>
    </div>`;
  }

  #offered(): TemplateResult | typeof nothing {
    const offer = this.#offer;
    if (offer === undefined) return nothing;
    return html`<section class="card warn" aria-label=${msg('A scene to open')}>
      <h2>${offer.from === 'link' ? msg('This link brings a scene') : msg('This file holds a scene')}</h2>
      <p>${msg(str`It holds ${contentsOf(offer.snapshot)}.`)}</p>
      <p class="hint">${msg('It replaces all that is there now, which is saved first.')}</p>
      <div class="actions">
        <button
          class="button primary"
          type="button"
          @click=${() =>
            this.#attempt('save', async () => {
              await this.#replace(() => this.session.emulator.restore(offer.snapshot));
              this.#offer = undefined;
              return msg('The state is as it was in the scene.');
            })}
        >
          ${msg('Open the scene')}
        </button>
        <button class="button" type="button" @click=${() => this.change(() => (this.#offer = undefined))}>
          ${msg('Cancel')}
        </button>
      </div>
    </section>`;
  }

  #status(at: Said['at']): TemplateResult {
    return html`<p class="said" role="status">${this.#said?.at === at ? this.#said.text : ''}</p>`;
  }

  #saveForm(): TemplateResult {
    const { state } = this.session;
    return html`<form class="section" @submit=${this.#save}>
      <h2>${msg('Save the state')}</h2>
      <p class="hint">
        ${msg(str`A scene is a saved state; it stays in this browser. Now: ${contentsOf(state)}.`)}
      </p>
      <div class="actions">
        <input
          class="grow"
          name="name"
          aria-label=${msg('Name; date and time if empty')}
          placeholder=${msg('Name; date and time if empty')}
          autocomplete="off"
        />
        <button class="button primary" type="submit">${msg('Save')}</button>
      </div>
      ${this.#status('save')}
    </form>`;
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    // The form of this tab.
    const form = event.currentTarget as HTMLFormElement;
    const now = Date.now();
    const name = String(new FormData(form).get('name')).trim() || dateTime(now);
    void this.#attempt('save', async () => {
      await this.#kept.save({
        name,
        saved: now,
        isAutomatic: false,
        snapshot: await this.session.emulator.snapshot(),
      });
      form.reset();
      return msg(str`Saved as “${name}”.`);
    });
  };

  #list(): TemplateResult {
    const scenes = this.#scenes.filter(({ isAutomatic }) => !isAutomatic);
    return html`<section class="section">
      <div class="actions">
        <h2>${msg('Saved states')}</h2>
        ${this.#status('saved')}
      </div>
      ${
        scenes.length === 0
          ? html`<p class="muted">${msg('None yet.')}</p>`
          : html`<ul class="list">
              ${scenes.map((scene) => this.#scene(scene))}
            </ul>`
      }
    </section>`;
  }

  /** At the end: a restore adds one, and must not move the buttons under the pointer. */
  #automatic(): TemplateResult | typeof nothing {
    const scenes = this.#scenes.filter(({ isAutomatic }) => isAutomatic);
    if (scenes.length === 0) return nothing;
    return html`<section class="section">
      <h2>${msg('Saved before it was replaced')}</h2>
      <ul class="list">
        ${scenes.map((scene) => this.#scene(scene))}
      </ul>
    </section>`;
  }

  #scene({ name, saved, isAutomatic, snapshot }: KeptScene): TemplateResult {
    const isDoomed = name === this.#doomed;
    const shown = isAutomatic ? dateTime(saved) : name;
    const facts = isAutomatic ? contentsOf(snapshot) : `${dateTime(saved)} · ${contentsOf(snapshot)}`;
    return html`<li>
      <div class="grow">
        <div class="break"><strong>${shown}</strong></div>
        <div class="hint">${facts}</div>
      </div>
      <button
        class="button"
        type="button"
        aria-label="${msg('Restore')}: ${shown}"
        @click=${() =>
          this.#attempt('saved', async () => {
            await this.#replace(() => this.session.emulator.restore(snapshot));
            return msg(str`Restored “${shown}”.`);
          })}
      >
        ${msg('Restore')}
      </button>
      <button
        class="${isDoomed ? 'button danger' : 'tool'}"
        type="button"
        aria-label="${isDoomed ? msg('Really delete?') : msg('Delete')}: ${shown}"
        title=${msg('Delete')}
        @click=${() =>
          isDoomed
            ? this.#attempt('saved', () => this.#kept.remove(name))
            : this.change(() => {
                this.#doomed = name;
                this.#said = undefined;
              })}
      >
        ${isDoomed ? msg('Really delete?') : icon('clear')}
      </button>
    </li>`;
  }

  #elsewhere(): TemplateResult {
    return html`<section class="section">
      <h2>${msg('Reset, export, share')}</h2>
      <div class="actions">
        <button
          class="button"
          type="button"
          @click=${() =>
            this.#attempt('more', async () => {
              await this.#replace(() => this.session.emulator.reset());
              return msg('The state was reset.');
            })}
        >
          ${msg('Reset')}
        </button>
        <button class="button" type="button" @click=${() => this.#attempt('more', () => this.#export())}>
          ${msg('Export to a file')}
        </button>
        <button
          class="button"
          type="button"
          @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}
        >
          ${msg('Import a file')}
        </button>
        <input
          hidden
          type="file"
          accept="application/json,.json"
          aria-label=${msg('Import a file')}
          @change=${this.#import}
        />
        <button class="button" type="button" @click=${() => this.#attempt('more', () => this.#share())}>
          ${msg('Copy a link')}
        </button>
      </div>
      ${this.#status('more')}
      <p class="hint">
        ${msg('Reset returns to the fixture, or to nothing. Before the state is replaced, it is saved below.')}
      </p>
      ${
        this.#link === ''
          ? nothing
          : html`<label class="field"
              >${msg('Link')} <input readonly class="mono" .value=${this.#link} @focus=${selectAll} />
              <span class="hint"
                >${msg(str`${this.#link.length} characters. Whoever opens it is asked first; the state goes to no server.`)}</span
              >
            </label>`
      }
    </section>`;
  }

  /** Replaces the state; the present one is saved first, so that nothing is lost. */
  async #replace(work: () => Promise<void>): Promise<void> {
    const snapshot = await this.session.emulator.snapshot();
    await work();
    if (snapshot.groups.length > 0) {
      const saved = Date.now();
      await this.#kept.save({ name: `before ${saved}`, saved, isAutomatic: true, snapshot });
    }
    await this.session.readState();
  }

  async #export(): Promise<void> {
    const text = JSON.stringify(await this.session.emulator.snapshot(), undefined, 2);
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'cloudapi-scene.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url));
  }

  #import = (event: Event): void => {
    // The file input of this tab.
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    void this.#attempt('more', async () => {
      const text = await file.text();
      input.value = '';
      try {
        // What it is, `emulator.restore` checks.
        this.#offer = { from: 'file', snapshot: JSON.parse(text) as Snapshot };
      } catch (cause) {
        throw new TypeError(msg(str`${file.name} holds no JSON. Choose a file that was exported here.`), {
          cause,
        });
      }
    });
  };

  async #share(): Promise<string | undefined> {
    this.#link = await shareLink(await this.session.emulator.snapshot());
    try {
      await navigator.clipboard.writeText(this.#link);
      return msg('Copied');
    } catch {
      // It stands there, to be copied by hand.
      return undefined;
    }
  }
}

/** What a scene holds, in words: `2 groups, 1 model and 3 APIs`. */
function contentsOf(snapshot: Partial<Snapshot> | null | undefined): string {
  const groups = countOf(snapshot, 'groups');
  const models = countOf(snapshot, 'models');
  const apis = countOf(snapshot, 'apis');
  const words = [
    groups === 1 ? msg(str`${groups} group`) : msg(str`${groups} groups`),
    models === 1 ? msg(str`${models} model`) : msg(str`${models} models`),
    apis === 1 ? msg(str`${apis} API`) : msg(str`${apis} APIs`),
  ];
  const list = new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(words);
  // Chinese has a space before a figure, which the list leaves out after its last conjunction.
  return list.replaceAll(/(?<=\p{Script=Han})(?=\d)/gu, ' ');
}

/** Anything may come by a link or a file. */
function countOf(
  snapshot: Partial<Snapshot> | null | undefined,
  table: 'groups' | 'models' | 'apis',
): number {
  const rows: unknown = snapshot?.[table];
  return Array.isArray(rows) ? rows.length : 0;
}

function selectAll(event: Event): void {
  (event.target as HTMLInputElement).select();
}

define('cloudapi-devtools-scenes', ScenesTab);
