/**
 * Takes README's pictures anew, in docs: the application with the devtools, and a refused call. With a folder's name, the
 * same scenes in all languages and widths go there, to be looked at.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChineseFont } from './engines/install-font.ts';
import { ensureEngine } from './engines/install-engine.ts';
import { launch } from './engines/launch.ts';
import { playScene, scenes } from './pictures/scenes.ts';
import type { SceneName, View } from './pictures/scenes.ts';
import { serveDemo } from './pictures/serve-demo.ts';

const README_WIDTH = 1280;
/** Of each picture in the package. */
const MAX_BYTES = 250_000;

const names = Object.keys(scenes) as SceneName[];
const [folder] = process.argv.slice(2);
const widths = folder === undefined ? [README_WIDTH] : [README_WIDTH, 360];

ensureEngine('chromium');
ensureChineseFont();
const demo = await serveDemo();
const browser = await launch('chromium');
try {
  for (const name of names) {
    for (const language of ['en', 'zh'] as const) {
      for (const width of widths) await take(name, { language, width });
    }
  }
} finally {
  await browser.close();
  await demo.close();
}

async function take(name: SceneName, view: View): Promise<void> {
  const page = await playScene(browser, demo.address, name, view);
  const picture = await page.screenshot();
  await page.context().close();
  const width = view.width === README_WIDTH ? '' : `-${view.width}`;
  const path = join(folder ?? 'docs', `${name}${width}${view.language === 'zh' ? '.zh-CN' : ''}.png`);
  if (picture.length > MAX_BYTES)
    throw new Error(`${path} has ${picture.length} bytes, more than ${MAX_BYTES}.`);
  await writeFile(path, picture);
  console.log(`${path}: ${Math.round(picture.length / 1000)} kB`);
}
