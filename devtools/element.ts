import { msg, str, updateWhenLocaleChanges } from '@lit/localize';
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { cache } from 'lit/directives/cache.js';
import { live } from 'lit/directives/live.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Emulator } from '../src/index.ts';
import { FocusKeeper, focusedIn } from './focus-keeper.ts';
import { Handles, viewNow } from './handles.ts';
import { getLocale, setLocale } from './locales/locale.ts';
import { define } from './panel.ts';
import { icon } from './parts/icon.ts';
import { pagePanels } from './page-panels.ts';
import type { PagePanel } from './page-panels.ts';
import { isSheet } from './placement.ts';
import { POSITIONS, PreferenceStore, TABS, THEMES } from './preferences.ts';
import { takeRoom } from './room.ts';
import { readSharedScene } from './scenes/share.ts';
import { Session } from './session.ts';
import { shellStyles } from './shell-styles.ts';
import { readShortcut } from './shortcut.ts';
import type { Shortcut } from './shortcut.ts';
import { styles } from './styles.ts';
import './tabs/callers-tab.ts';
import './tabs/calls-tab.ts';
import './tabs/faults-tab.ts';
import './tabs/limits-tab.ts';
import './tabs/scenes-tab.ts';
import './tabs/state-tab.ts';
import type { CloudApiDevtools, DevtoolsOptions, Language, Position, TabName, Theme } from './types.ts';

const DEFAULT_SHORTCUT = 'Ctrl+Shift+Y';

/** `<cloudapi-devtools>`: a button that opens a panel on the emulator in its property `emulator`. */
export class DevtoolsElement extends LitElement implements CloudApiDevtools {
  static override properties = { emulator: { attribute: false }, options: { attribute: false } };
  static override styles = [styles, shellStyles];

  declare emulator: Emulator | undefined;
  declare options: DevtoolsOptions | undefined;
  #session: Session | undefined;
  #unsubscribe: (() => void) | undefined;
  #shortcut: Shortcut | undefined;
  #shownTab: TabName | undefined;
  #showsSettings = false;
  readonly #handles = new Handles(this);
  /** What the other panels of the page know of it. */
  readonly #onPage: PagePanel = this.#toPagePanel();
  /** What it has asked for last; another panel of the page may have asked for another since. */
  #language: Language | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
    this.addController(new FocusKeeper(this));
  }

  #toPagePanel(): PagePanel {
    const session = (): Session | undefined => this.#session;
    return {
      get emulatorName() {
        return session()?.service.name ?? '';
      },
      get preferences() {
        return session()?.preferences;
      },
      answersTo: (event) => this.#shortcut?.matches(event) === true,
      open: (look) => session()?.prefer({ ...look, open: true }),
      close: () => {
        // A field tells what was typed when the focus leaves it, but not when the field itself goes.
        focusedIn(this)?.blur();
        session()?.prefer({ open: false });
      },
      focus: () => this.#focus('.switch'),
      render: () => this.requestUpdate(),
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved within the page, it begins anew.
    this.requestUpdate();
    addEventListener('keydown', this.#onShortcut);
    addEventListener('hashchange', this.#onHash);
    addEventListener('resize', this.#onResize);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#onShortcut);
    removeEventListener('hashchange', this.#onHash);
    removeEventListener('resize', this.#onResize);
    this.#end();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!this.isConnected) return;
    if (changed.has('emulator') || this.#session === undefined) {
      this.#end();
      if (this.emulator !== undefined) this.#begin(this.emulator);
    }
    this.#speak();
  }

  /** Takes its own language again only when that changes: all panels of a page share one. */
  #speak(): void {
    const language = this.#session?.language;
    if (language === undefined || language === this.#language) return;
    this.#language = language;
    void setLocale(language);
  }

  #begin(emulator: Emulator): void {
    const { shortcut = DEFAULT_SHORTCUT, ...preferences } = this.options ?? {};
    this.#shortcut = shortcut === false ? undefined : readShortcut(shortcut);
    const given = Object.entries(preferences).filter(([, value]) => value !== undefined);
    const isAlone = pagePanels.open === undefined;
    this.#session = new Session(emulator, new PreferenceStore(Object.fromEntries(given), isAlone));
    pagePanels.add(this.#onPage);
    this.#session.connect();
    this.#unsubscribe = this.#session.subscribe(() => this.requestUpdate());
    this.#onHash();
  }

  #end(): void {
    this.#unsubscribe?.();
    this.#session?.disconnect();
    this.#session = undefined;
    pagePanels.remove(this.#onPage);
    takeRoom(this, undefined);
  }

  /** A link to a shared scene opens the tab that asks whether to go there. */
  #onHash = (): void => {
    const { open = this.#onPage } = pagePanels;
    if (readSharedScene() === undefined || open !== this.#onPage) return;
    pagePanels.show(this.#onPage);
    this.#session?.prefer({ tab: 'scenes' });
  };

  /** The panel stays within the window. */
  #onResize = (): void => this.requestUpdate();

  #onShortcut = (event: KeyboardEvent): void => {
    if (pagePanels.meantBy(event) !== this.#onPage) return;
    event.preventDefault();
    void this.#toggle();
  };

  async #toggle(): Promise<void> {
    const isOpen = this.#session?.preferences.open === true;
    if (isOpen) pagePanels.hide(this.#onPage);
    else pagePanels.show(this.#onPage);
    await this.#focus(isOpen ? '.launcher' : '[role=tab][aria-selected=true]');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override updated(): void {
    const preferences = this.#session?.preferences;
    const shownTab = preferences?.open === true ? preferences.tab : undefined;
    // On a narrow panel the tabs are scrolled.
    if (shownTab !== this.#shownTab)
      this.renderRoot
        .querySelector('[role=tab][aria-selected=true]')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#shownTab = shownTab;
    const docked = preferences?.open === true && !isSheet(viewNow()) ? preferences.position : undefined;
    const { width, height } = preferences === undefined ? viewNow() : this.#handles.place(preferences);
    if (preferences !== undefined)
      takeRoom(this, { right: docked === 'right' ? width : 0, bottom: docked === 'bottom' ? height : 0 });
  }

  protected override render(): unknown {
    const session = this.#session;
    if (session === undefined) return nothing;
    this.dataset['theme'] = session.preferences.theme;
    this.lang = getLocale() === 'zh' ? 'zh-CN' : 'en';
    // All parts follow the session that they were made with. What is closed keeps what was typed there.
    return keyed(session, cache(this.#shown(session)));
  }

  #shown(session: Session): TemplateResult | typeof nothing {
    if (session.preferences.open) return this.#panel(session);
    // The panel that is open has a switch to this one.
    return pagePanels.open === undefined ? this.#launcher(session) : nothing;
  }

  #launcher(session: Session): TemplateResult {
    const { refused } = session.emulator.journal;
    const problem = session.emulator.storage.problem !== undefined;
    const state = problem ? msg('The storage has a problem') : msg('The emulator answers');
    const count = refused === 1 ? msg(str`${refused} call refused`) : msg(str`${refused} calls refused`);
    const { all } = pagePanels;
    const label = all.length > 1 ? pagePanels.labelOf(this.#onPage) : undefined;
    const open = label === undefined ? msg('Open the devtools') : msg(str`Open the devtools of ${label}`);
    return html`<button
      class="launcher"
      type="button"
      .style=${`--place:${all.indexOf(this.#onPage)}`}
      title="${open}${this.#shortcut === undefined ? '' : ` (${this.#shortcut.text})`}"
      @click=${() => this.#toggle()}
    >
      <span class="light ${problem ? 'bad' : ''}"></span>
      ${label === undefined ? html`<span class="brand">CloudAPI</span>` : html`<span class="clip">${label}</span>`}
      ${
        refused === 0
          ? nothing
          : html`<span class="count" aria-hidden="true">${refused > 999 ? '999+' : refused}</span>`
      }
      <span class="visually-hidden">${open}. ${state}. ${count}.</span>
    </button>`;
  }

  #panel(session: Session): TemplateResult {
    const { position, tab } = session.preferences;
    const sheet = isSheet(viewNow());
    const { left, top, width, height } = this.#handles.place(session.preferences);
    return html`<section
      class="panel ${sheet ? 'sheet' : position}"
      aria-label=${msg('CloudAPI emulator devtools')}
      .style=${sheet ? '' : `left:${left}px;top:${top}px;width:${width}px;height:${height}px`}
    >
      ${sheet ? nothing : this.#handles.edges(session)} ${this.#header(session)}
      ${this.#showsSettings ? this.#settings(session) : nothing}
      <div
        class="tabs"
        role="tablist"
        aria-label=${msg('CloudAPI emulator devtools')}
        @keydown=${this.#moveTab}
      >
        ${TABS.map(
          (name) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${name}"
              aria-selected=${name === tab}
              aria-controls="content"
              tabindex=${name === tab ? 0 : -1}
              @click=${() => session.prefer({ tab: name })}
            >
              ${tabWords()[name]}${badgeOf(name, session)}
            </button>`,
        )}
      </div>
      <div class="content" role="tabpanel" id="content" aria-labelledby="tab-${tab}">
        ${this.#problem(session)} ${cache(contentOf(tab, session))}
      </div>
    </section>`;
  }

  #header(session: Session): TemplateResult {
    const { position } = session.preferences;
    const drag = this.#handles.header(session);
    return html`<header
      class="bar head"
      @pointerdown=${drag.start}
      @pointermove=${drag.move}
      @lostpointercapture=${drag.stop}
    >
      <span class="light ${session.emulator.storage.problem === undefined ? '' : 'bad'}"></span>
      ${this.#title()} ${this.#handles.grip(session)}
      <div class="positions" role="group" aria-label=${msg('Position')}>
        ${POSITIONS.map(
          (name) =>
            html`<button
              class="tool"
              type="button"
              aria-pressed=${name === position}
              aria-label=${positionWords()[name]}
              title=${positionWords()[name]}
              @click=${() => session.prefer({ position: name })}
            >
              ${icon(name)}
            </button>`,
        )}
      </div>
      <button
        class="tool"
        type="button"
        aria-expanded=${this.#showsSettings}
        aria-label=${msg('Language and theme')}
        title=${msg('Language and theme')}
        @click=${() => {
          this.#showsSettings = !this.#showsSettings;
          this.requestUpdate();
        }}
      >
        ${icon('settings')}
      </button>
      <button
        class="tool"
        type="button"
        aria-label=${msg('Close the devtools')}
        title=${msg('Close the devtools')}
        @click=${() => this.#toggle()}
      >
        ${icon('close')}
      </button>
    </header>`;
  }

  /** Of several panels in the page, a switch to the others. */
  #title(): TemplateResult {
    const { all } = pagePanels;
    if (all.length < 2)
      return html`<h2 class="grow clip">CloudAPI <span class="muted">${msg('emulator')}</span></h2>`;
    const choose = (event: Event): void => {
      const select = event.target as HTMLSelectElement;
      const chosen = all[select.selectedIndex];
      if (chosen === undefined) return;
      pagePanels.show(chosen);
      chosen.focus();
    };
    return html`<h2 class="visually-hidden">CloudAPI ${msg('emulator')}</h2>
      <select class="switch grow" aria-label=${msg('Emulator')} @change=${choose}>
        ${all.map((one) => html`<option .selected=${live(one === this.#onPage)}>${pagePanels.labelOf(one)}</option>`)}
      </select>`;
  }

  #settings(session: Session): TemplateResult {
    const { language, theme } = session.preferences;
    const choose = (name: 'language' | 'theme', event: Event): void => {
      // The options of these selects are the preferences' own values.
      const { value } = event.target as HTMLSelectElement;
      session.prefer({ [name]: value });
    };
    return html`<div class="bar settings">
      <label class="field grow"
        >${msg('Language')}
        <select @change=${(event: Event) => choose('language', event)}>
          <option value="auto" ?selected=${language === 'auto'}>${msg('As the page')}</option>
          <option value="en" lang="en" ?selected=${language === 'en'}>English</option>
          <option value="zh" lang="zh-CN" ?selected=${language === 'zh'}>中文</option>
        </select>
      </label>
      <label class="field grow"
        >${msg('Theme')}
        <select @change=${(event: Event) => choose('theme', event)}>
          ${THEMES.map(
            (name) => html`<option value=${name} ?selected=${theme === name}>${themeWords()[name]}</option>`,
          )}
        </select>
      </label>
    </div>`;
  }

  #problem(session: Session): TemplateResult | typeof nothing {
    const { problem } = session.emulator.storage;
    return problem === undefined ? nothing : html`<p class="banner" role="alert" lang="en">${problem}</p>`;
  }

  #moveTab = (event: KeyboardEvent): void => {
    const tabs = Array.from(this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]'));
    const at = tabs.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const target = tabs[(to + tabs.length) % tabs.length];
    target?.click();
    target?.focus();
  };
}

const positionWords = (): Readonly<Record<Position, string>> => ({
  right: msg('Dock to the right'),
  bottom: msg('Dock to the bottom'),
  floating: msg('Float above the page'),
});

const themeWords = (): Readonly<Record<Theme, string>> => ({
  auto: msg('As the system'),
  light: msg('Light'),
  dark: msg('Dark'),
});

const tabWords = (): Readonly<Record<TabName, string>> => ({
  calls: msg('Calls'),
  state: msg('State'),
  faults: msg('Faults'),
  limits: msg('Limits & clock'),
  scenes: msg('Scenes'),
  callers: msg('Callers'),
});

/** What is out of the ordinary in a tab that is not open: armed faults, a clock that stands still. */
function badgeOf(tab: TabName, { armed, emulator }: Session): TemplateResult | typeof nothing {
  if (tab === 'faults' && armed.length > 0) return html` <span class="badge">${armed.length}</span>`;
  if (tab !== 'limits' || !emulator.clock.isFrozen) return nothing;
  return html` <span class="badge"
    >${icon('pause')}<span class="visually-hidden">${msg('frozen')}</span></span
  >`;
}

function contentOf(tab: TabName, session: Session): TemplateResult {
  switch (tab) {
    case 'calls':
      return html`<cloudapi-devtools-calls .session=${session}></cloudapi-devtools-calls>`;
    case 'state':
      return html`<cloudapi-devtools-state .session=${session}></cloudapi-devtools-state>`;
    case 'faults':
      return html`<cloudapi-devtools-faults .session=${session}></cloudapi-devtools-faults>`;
    case 'limits':
      return html`<cloudapi-devtools-limits .session=${session}></cloudapi-devtools-limits>`;
    case 'scenes':
      return html`<cloudapi-devtools-scenes .session=${session}></cloudapi-devtools-scenes>`;
    case 'callers':
      return html`<cloudapi-devtools-callers .session=${session}></cloudapi-devtools-callers>`;
  }
}

define('cloudapi-devtools', DevtoolsElement);
