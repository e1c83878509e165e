import * as v from 'valibot';
import type { CatalogueCode } from '../errors.ts';

/** A rule that was broken, and what the service answers then. */
export interface RuleIssue<Input> extends v.BaseIssue<Input> {
  readonly kind: 'validation';
  readonly type: 'rule';
  readonly expected: null;
  readonly requirement: CatalogueCode;
}

/** A rule as a step of a valibot pipe. */
export interface RuleAction<Input> extends v.BaseValidation<Input, Input, RuleIssue<Input>> {
  readonly type: 'rule';
  readonly reference: typeof rule;
  readonly expects: null;
  readonly requirement: CatalogueCode;
  readonly message: string;
}

/**
 * Like `v.check`, for what the service refuses with a code of its own. What it refuses with `Invalid<Parameter>`
 * is a plain `v.check`.
 * @param detail says in words for the developer what is allowed.
 *
 * @example
 * v.pipe(v.string(), rule('NotFoundInstance', isInstanceId, 'Known forms: …'))
 */
export function rule<Input>(
  code: CatalogueCode,
  isKept: (value: Input) => boolean,
  detail: string,
): RuleAction<Input> {
  return {
    kind: 'validation',
    type: 'rule',
    reference: rule,
    async: false,
    expects: null,
    requirement: code,
    message: detail,
    '~run'(dataset) {
      if (!dataset.typed || isKept(dataset.value)) return dataset;
      const issue: RuleIssue<Input> = {
        kind: 'validation',
        type: 'rule',
        input: dataset.value,
        expected: null,
        received: typeof dataset.value,
        message: detail,
        requirement: code,
      };
      return { ...dataset, issues: [...(dataset.issues ?? []), issue] };
    },
  };
}

/** Whether an issue is of a rule, and so has a code. */
export function isRuleIssue(issue: v.BaseIssue<unknown>): issue is RuleIssue<unknown> {
  return issue.type === 'rule';
}
