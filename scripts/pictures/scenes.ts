import type { Browser, BrowserContextOptions, Page } from 'playwright';

export interface View {
  readonly language: 'en' | 'zh';
  /** Of the window, in CSS pixels. */
  readonly width: number;
}

/** What a picture shows, and the steps to it: by places in the page, because the words are in any language. */
interface Scene {
  readonly theme: 'light' | 'dark';
  readonly height: number;
  play(page: Page): Promise<void>;
}

/** Narrower, the panel is a sheet over the page. */
const BESIDE = 960;

export const scenes = {
  /** The application with the panel beside it: a forecast, and the calls that led to it. */
  portal: {
    theme: 'light',
    height: 860,
    async play(page) {
      await page.locator('.groups li a').nth(1).click();
      await page.locator('.group-head').waitFor();
      await refuseGroup(page);
      await page.goto(`${page.url().split('#')[0]}#/`);
      await page.locator('.groups li a').first().click();
      await page.locator('.try button').click();
      await page.locator('.weather').waitFor();
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  /** A refused call, open in the panel: which gate answered, and why. */
  refusal: {
    theme: 'dark',
    height: 860,
    async play(page) {
      await refuseGroup(page);
      const panel = page.locator('cloudapi-devtools');
      const launcher = panel.locator('.launcher');
      if (await launcher.isVisible()) await launcher.click();
      await panel.locator('.row', { hasText: 'InvalidGroupName' }).click();
      await panel.locator('.card.bad').waitFor();
    },
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;

/** Opens the form for a new group, and sends it with a name that the service refuses. */
async function refuseGroup(page: Page): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/new`);
  await page.locator('input[name=GroupName]').fill('Rain-radar');
  await page.locator('form button').first().click();
  await page.locator('.field-error').waitFor();
}

/** Plays a scene in a window of its own. The tour was left before. */
export async function playScene(
  browser: Browser,
  address: string,
  name: SceneName,
  { language, width }: View,
): Promise<Page> {
  const { theme, height, play } = scenes[name];
  const options: BrowserContextOptions = {
    viewport: { width, height: width < BESIDE ? 780 : height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en',
  };
  const context = await browser.newContext(options);
  await context.addInitScript(
    (kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    },
    { 'weather-portal-tour': 'left' },
  );
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.groups li a').nth(2).waitFor({ state: 'attached' });
  await play(page);
  await page.evaluate(() => document.fonts.ready);
  return page;
}
