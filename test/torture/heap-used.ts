import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap that are in use, after what can be collected was. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  // The flag makes `gc` appear in contexts that are made after it.
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
