import { chromium, firefox } from 'playwright';
import type { Browser, LaunchOptions } from 'playwright';
import { findEngine } from './find-engine.ts';
import type { Engine } from './find-engine.ts';

/** What Chromium needs to start as root, without a network and without a display. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** How Playwright starts an engine; without one it starts its own Chromium, or says how to install it. */
export function launchOptions(engine: Engine | undefined): LaunchOptions {
  return {
    ...(engine === undefined ? {} : { executablePath: engine.path }),
    ...(engine === undefined || engine.name === 'chromium' ? { args: [...chromiumArguments] } : {}),
    // The protocol by which Playwright drives a Firefox that is not its own build.
    ...(engine?.name === 'firefox' && !engine.isPlaywrights ? { channel: 'moz-firefox' } : {}),
  };
}

/** Whether Playwright can drive all of it. Others can only be started: `startBare`. */
export const isDriven = ({ name, isPlaywrights }: Engine): boolean => isPlaywrights || name === 'chromium';

/** Starts an engine that a test in Node drives through Playwright. */
export function launch(name: 'chromium' | 'firefox'): Promise<Browser> {
  const driver = name === 'chromium' ? chromium : firefox;
  return driver.launch(launchOptions(findEngine(name)));
}
