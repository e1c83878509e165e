import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launch } from '../../scripts/engines/launch.ts';
import { playScene } from '../../scripts/pictures/scenes.ts';
import type { SceneName, View } from '../../scripts/pictures/scenes.ts';
import { serveDemo } from '../../scripts/pictures/serve-demo.ts';
import type { ServedDemo } from '../../scripts/pictures/serve-demo.ts';
import { devtools, engine, portal } from './page.ts';

/** A PNG's width and height. */
function sizeOf(picture: Buffer): readonly number[] {
  return [picture.readUInt32BE(16), picture.readUInt32BE(20)];
}

const views: readonly View[] = (['en', 'zh'] as const).flatMap((language) =>
  [1280, 360].map((width) => ({ language, width })),
);
const shots = (['portal', 'refusal'] as const satisfies readonly SceneName[]).flatMap((name) =>
  views.map((view) => ({ name, ...view })),
);

describe.skipIf(engine !== 'chromium')('the pictures that "npm run pictures" takes', () => {
  let demo: ServedDemo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await launch('chromium');
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  test.for(shots)('$name, $language, $width pixels wide', async ({ name, language, width }) => {
    const page = await playScene(browser, demo.address, name, { language, width });
    onTestFinished(() => page.context().close());
    const say = (english: string, chinese: string): string => (language === 'en' ? english : chinese);
    if (name === 'portal') {
      await portal(page)
        .getByRole('heading', { name: say('City_forecasts', '城市天气预报') })
        .waitFor();
      await portal(page).locator('.weather').getByText(say('Hangzhou · Sunny', '杭州 · 晴')).waitFor();
      // The panel is beside the portal, or only its button is there.
      const isBeside = width > 1000;
      expect(
        await devtools(page)
          .getByRole('tab', { name: say('Calls', '调用'), exact: true })
          .count(),
      ).toBe(isBeside ? 1 : 0);
      if (isBeside) await devtools(page).getByText('InvalidGroupName').waitFor();
    } else {
      await portal(page).locator('.field-error').getByText('InvalidGroupName').waitFor();
      await devtools(page).locator('.card.bad').getByText('InvalidGroupName').waitFor();
      await devtools(page).getByText(say('Which gate answered', '在哪一步返回')).waitFor();
    }
    const picture = await page.screenshot();
    expect(sizeOf(picture)).toEqual([width, page.viewportSize()?.height]);
    expect(picture.length).toBeLessThan(250_000);
  });
});
