/** Types tested as types: `npm run typecheck` reads this file, nothing runs it. */
import * as v from 'valibot';
import { expectTypeOf } from 'vitest';
import { isRuleIssue, rule } from '../../src/resources/rule.ts';

const isShort = (text: string): boolean => text.length < 9;

// A rule is a step of a pipe, and leaves the type as it is.
const short = v.pipe(v.string(), rule('ExceedLimitTag', isShort, 'At most 8 characters.'));
expectTypeOf<v.InferInput<typeof short>>().toEqualTypeOf<string>();
expectTypeOf<v.InferOutput<typeof short>>().toEqualTypeOf<string>();

// The code is one of the catalogue: neither a misspelt one, nor one that only a template would cover.
// @ts-expect-error It is ExceedLimitTag.
rule('ExceedLimitTags', isShort, 'At most 8 characters.');
// @ts-expect-error It is InvalidParameter.TagKey.
rule('InvalidParameter.TagKye', isShort, 'At most 8 characters.');
// @ts-expect-error The service says Invalid<Parameter> where there is no rule: use v.check.
rule('InvalidGroupName', isShort, 'At most 8 characters.');

// What a rule refuses with can be read from its issue.
const issue = v.safeParse(short, '123456789').issues?.[0];
if (issue !== undefined && isRuleIssue(issue)) {
  expectTypeOf<'ExceedLimitTag'>().toExtend<typeof issue.requirement>();
  expectTypeOf<'ExceedLimitTags'>().not.toExtend<typeof issue.requirement>();
}
