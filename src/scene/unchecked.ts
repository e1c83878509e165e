import * as v from 'valibot';

/** Parameters that their operation checks. */
export function unchecked<const Entries extends v.ObjectEntries>(parameters: Entries) {
  return v.entriesFromList(v.keyof(v.object(parameters)).options, v.optional(v.unknown()));
}
