import * as v from 'valibot';
import type { Grade } from '../errors.ts';

/** How well a fact about the service is known, and where from. */
export interface Evidence {
  readonly grade: Grade;
  /** A key of docs/evidence.md; left out for the operation's own document. */
  readonly source?: string | undefined;
  readonly note?: string | undefined;
}

/** @param source a key of docs/evidence.md; the operation's own document if left out. */
export function documented(source?: string, note?: string): Evidence {
  return { grade: 'documented', source, note };
}

export function observed(source: string, note?: string): Evidence {
  return { grade: 'observed', source, note };
}

/** @param note what it is concluded from, or that nothing public says it. */
export function inferred(note: string, source = '-'): Evidence {
  return { grade: 'inferred', source, note };
}

/** Declares a parameter or an element of an answer together with its evidence. */
export function known<const Schema extends v.GenericSchema>(
  schema: Schema,
  evidence: Evidence = documented(),
) {
  return v.pipe(schema, v.metadata({ evidence }));
}

/** The evidence that {@link known} attached to a declaration, also inside `v.optional`. */
export function evidenceOf(schema: v.GenericSchema): Evidence | undefined {
  // `wrapped` is what v.optional holds.
  const { wrapped } = schema as { readonly wrapped?: v.GenericSchema };
  // Only `known` writes this member.
  const { evidence } = v.getMetadata(schema) as { readonly evidence?: Evidence };
  return evidence ?? (wrapped && evidenceOf(wrapped));
}
