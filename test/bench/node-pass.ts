/** Measures in a process of its own, and tells the results to the process that started it. */
import { nodeRows } from './node-rows.ts';
import { measureRows } from './row.ts';

process.send?.(await measureRows(nodeRows(), process.argv.slice(2)));
