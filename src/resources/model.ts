import * as v from 'valibot';
import type { Scope } from './scope.ts';
import type { Tag } from './tag.ts';

/** A model as the store keeps it. Times are milliseconds since 1970. */
export interface Model extends Scope {
  readonly modelId: string;
  readonly groupId: string;
  readonly modelName: string;
  /** The definition exactly as it was sent. */
  readonly schema: string;
  /** The ModelRefs in the definition. */
  readonly references: readonly string[];
  readonly description: string;
  readonly tags: readonly Tag[];
  readonly createdTime: number;
  readonly modifiedTime: number;
}

/** The parameter ModelName: no public document limits its characters or its length. */
export const modelName = v.pipe(
  v.string(),
  v.check((name) => name !== '', 'A model has a name.'),
);

/** The parameter Schema; what it must contain is checked in src/schema. */
export const modelSchema = v.pipe(
  v.string(),
  v.check((schema) => schema !== '', 'A model has a schema.'),
);

/** The parameter Description of a model: no public document limits it. */
export const modelDescription = v.string();
