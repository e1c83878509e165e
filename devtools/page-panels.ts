import type { Preferences } from './preferences.ts';

/** A panel, as the others of its page know it. */
export interface PagePanel {
  readonly emulatorName: string;
  readonly preferences: Preferences | undefined;
  answersTo(event: KeyboardEvent): boolean;
  /** @param look that of the panel that was open before */
  open(look: Partial<Preferences>): void;
  close(): void;
  /** Sets the focus on its switch to the others. */
  focus(): void;
  render(): void;
}

/** The panels of the page, in the order in which they came. They share one place, so one is open at a time. */
class PagePanels {
  readonly #all: PagePanel[] = [];
  #openedLast: PagePanel | undefined;

  get all(): readonly PagePanel[] {
    return this.#all;
  }

  get open(): PagePanel | undefined {
    return this.#all.find(({ preferences }) => preferences?.open === true);
  }

  add(panel: PagePanel): void {
    this.#all.push(panel);
    this.#tell();
  }

  remove(panel: PagePanel): void {
    const index = this.#all.indexOf(panel);
    if (index < 0) return;
    this.#all.splice(index, 1);
    if (this.#openedLast === panel) this.#openedLast = undefined;
    this.#tell();
  }

  /** Opens a panel in the place of the one that is open, or was last. */
  show(panel: PagePanel): void {
    const before = this.open ?? this.#openedLast;
    this.#openedLast = panel;
    if (before === undefined || before === panel || before.preferences === undefined) panel.open({});
    else {
      const { position, width, height, floating, language, theme } = before.preferences;
      if (before.preferences.open) before.close();
      panel.open({ position, width, height, floating, language, theme });
    }
    this.#tell();
  }

  hide(panel: PagePanel): void {
    panel.close();
    this.#tell();
  }

  /** Of the panels that a key is for, the one that it opens or closes. */
  meantBy(event: KeyboardEvent): PagePanel | undefined {
    const candidates = this.#all.filter((panel) => panel.answersTo(event));
    return candidates.find((panel) => panel === (this.open ?? this.#openedLast)) ?? candidates[0];
  }

  /** What a panel's emulator is called; two of them may have one name. */
  labelOf(panel: PagePanel): string {
    const { emulatorName } = panel;
    const namesakes = this.#all.filter((one) => one.emulatorName === emulatorName);
    return namesakes.length < 2 ? emulatorName : `${emulatorName} (${namesakes.indexOf(panel) + 1})`;
  }

  #tell(): void {
    for (const panel of this.#all) panel.render();
  }
}

export const pagePanels = new PagePanels();
