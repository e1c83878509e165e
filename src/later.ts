/**
 * What a page does not need before its first answer. It is one module, loaded by the first use of any part, because each
 * file by itself would cost a page more than it holds.
 */
export { otherOperations } from './operations/others.ts';
export { createScene } from './state/index.ts';
export { unserved } from './operations/unserved.ts';
export { createCallers } from './gates/callers.ts';
export { writePreflight } from './wire/preflight.ts';
