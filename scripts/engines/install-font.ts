import { spawnSync } from 'node:child_process';
import { hasApt, installPackages } from './install-packages.ts';

const PACKAGE = 'fonts-noto-cjk';

/** What fontconfig finds for Chinese; empty if nothing, or if there is no fontconfig, as on other systems than Linux. */
function findFonts(): string {
  return spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * Installs a font with Chinese characters on a Debian that has none.
 * @throws {Error} if there is still none.
 */
export function ensureChineseFont(): void {
  if (process.platform !== 'linux' || findFonts() !== '') return;
  console.log(
    `No font with Chinese characters was found. Installing Debian’s package: apt-get install ${PACKAGE}`,
  );
  if (hasApt()) installPackages([PACKAGE]);
  if (findFonts() === '')
    throw new Error('No font with Chinese characters could be installed. Install one yourself.');
}
