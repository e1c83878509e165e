import type { Callers } from '../callers/callers.ts';
import type { OuterGate } from './gate.ts';

/** Who calls: by the request's signature, or by the access key that came with it. */
export function callerGate(callers: Callers | undefined): OuterGate {
  return {
    name: 'caller',
    check(passage) {
      if (callers === undefined) return;
      const { call, time } = passage;
      passage.caller =
        call.signed === undefined ? callers.byKey(call.accessKeyId) : callers.bySignature(call.signed, time);
      passage.account = passage.caller.account;
    },
  };
}
