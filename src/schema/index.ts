export { checkModelSchema } from './check.ts';
export type { SchemaIssue, SchemaReport } from './check.ts';
