/** Declarations and facts that several operations share. */
import * as v from 'valibot';
import { longPageSize, pageNumber } from '../resources/page-parameters.ts';
import { tagFilterList, tagFilters } from '../resources/tag-filter.ts';
import { documented, inferred, known, observed } from './evidence.ts';
import type { Evidence } from './evidence.ts';

type Fact = readonly [rule: string, evidence: Evidence];

/** A list as the service's JSON has it: an object whose only member is the list. */
export function listOf<const Name extends string, const Entries extends v.ObjectEntries>(
  name: Name,
  entries: Entries,
) {
  const items = v.pipe(v.array(v.strictObject(entries)), v.readonly());
  // TypeScript takes a computed name for any name.
  return v.strictObject({ [name]: items } as { readonly [Key in Name]: typeof items });
}

/** Integers in answers. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Times in answers: UTC, whole seconds. */
export const time = v.pipe(v.string(), v.regex(/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));

export const timesObserved = observed('FUN', 'UTC, whole seconds');

/** The tags of a resource in a list. */
export const tagInfo = listOf('TagInfo', { Key: known(v.string()), Value: known(v.string()) });

/** The parameter Tag of operations that accept it, and look only whether each tag has a key: what it is for is not documented. */
export const unusedTags = v.optional(
  known(tagFilterList, inferred('accepted, and only its keys are looked at', 'META24')),
);

/** By which tags, and in which pages, models and APIs are listed. */
export const listParameters = {
  /** All must match; one without a value matches any value of its key. */
  Tag: v.optional(known(tagFilters, documented('META24', 'all must match (inferred)'))),
  /** From 1. */
  PageNumber: v.optional(known(pageNumber), 1),
  /** To 100; 10 if left out. */
  PageSize: v.optional(known(longPageSize), 10),
};

/** What lists with {@link listParameters} refuse with, besides their own errors. */
export const listErrors = [
  'InvalidPageNumber',
  'InvalidPageSize',
  'InvalidTag',
  'InvalidParameter.TagKey',
] as const;

/** The elements that a page of a list has in every answer. */
export const pageElements = {
  PageNumber: known(count),
  PageSize: known(count),
  /** All that match, on whichever page. */
  TotalCount: known(count),
};

/** @param larger what becomes of a PageSize above `most`. */
export const pageFacts = (
  most: number,
  larger: Fact = [`A PageSize above ${most} is refused`, inferred('error or clamp is not known')],
): readonly Fact[] => [
  [`PageNumber from 1, 1 if left out; PageSize to ${most}, 10 if left out`, documented()],
  larger,
  ['Numbers below 1, and what is no whole number, are refused', inferred('error or clamp is not known')],
  ['TotalCount counts all that match', observed('FUN')],
  ['A page past the end is empty', inferred('TF stops on a short page')],
];

export const tagFact: Fact = [
  'Tag: keys of 1 to 128 characters, values of 0 to 128; none begins with "aliyun" or "acs:" or contains "http://" or "https://"; 20 on a resource; each key once',
  documented('ROS', 'META24 allows an empty key; 20 from ROS and TagResources'),
];

export const tagErrors = [
  'InvalidParameter.TagKey',
  'InvalidTag',
  'Duplicate.TagKey',
  'ExceedLimitTag',
] as const;

export const callsPerSecondFact: Fact = ['50 calls a second for an account', documented('SEED-G, META24')];
