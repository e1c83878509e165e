/**
 * `npm run bench -- [--passes=5] [word…]`: what the emulator costs beside other ways, as a table. Words choose the rows
 * whose names contain them all.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openChromium } from './chromium.ts';
import { median } from './measure.ts';
import { measureInNode } from './node.ts';
import type { Result } from './row.ts';

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { passes: { type: 'string', default: '5' } },
});
const passes = Number(values.passes);

const inChromium = await openChromium();
const byRow = new Map<string, Result[]>();
for (let pass = 1; pass <= passes; pass += 1) {
  console.error(`Pass ${pass} of ${passes}`);
  for (const result of [...(await measureInNode(words)), ...(await inChromium.measure(words))]) {
    byRow.set(result.name, [...(byRow.get(result.name) ?? []), result]);
  }
}
await inChromium.close();
if (byRow.size === 0) throw new Error(`No row was measured: none has a name with ${words.join(' and ')}.`);

/** The verdict is on the median of the passes' ratios: one pass on a busy machine does not decide it. */
function line(name: string, results: readonly Result[]): string {
  const ratios = results.map(({ times: [measured, comparedWith] }) => measured / comparedWith);
  const ratio = median(ratios);
  const bound = results[0]?.bound;
  const cells = [
    name,
    median(results.map(({ times }) => times[0])).toFixed(3),
    median(results.map(({ times }) => times[1])).toFixed(3),
    ratio.toFixed(2),
    `${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}`,
    ...(bound === undefined ? ['', ''] : [`≤ ${bound}`, ratio <= bound ? 'yes' : 'NO']),
  ];
  return `| ${cells.join(' | ')} |`;
}

const load = loadavg().map((average) => average.toFixed(1));
console.log(
  `\nNode ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, load ${load.join(', ')}, passes: ${passes}\n`,
);
console.log('| measured | this, ms | compared with, ms | ratio | of the passes | bound | within |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- |');
console.log([...byRow].map(([name, results]) => line(name, results)).join('\n'));
