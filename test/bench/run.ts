/** `npm run bench`: what the emulator costs beside a bare msw handler, as a table. */
import { cpus } from 'node:os';
import { measureInChromium } from './chromium.ts';
import { measureInNode } from './node.ts';

const results = [...(await measureInNode()), ...(await measureInChromium())];
const lines = results.map(({ what, emulator, bare, bound }) => {
  const ratio = emulator / bare;
  const verdict = bound === undefined ? ['', ''] : [`≤ ${bound}`, ratio <= bound ? 'yes' : 'NO'];
  const cells = [what, emulator.toFixed(3), bare.toFixed(3), ratio.toFixed(2), ...verdict];
  return `| ${cells.join(' | ')} |`;
});
console.log(
  `\nNode ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`,
);
console.log('| measured | emulator, ms | compared with, ms | ratio | bound | within |');
console.log('| --- | ---: | ---: | ---: | ---: | --- |');
console.log(lines.join('\n'));
