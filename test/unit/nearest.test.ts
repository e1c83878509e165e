import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/nearest.ts';

const ACTIONS = ['CreateApi', 'CreateApiGroup', 'CreateApp', 'CreateModel', 'DescribeApiGroups'];

test.for([
  ['CreateGroup', 'CreateApiGroup'],
  ['createapigroup', 'CreateApiGroup'],
  ['CreateApiGruop', 'CreateApiGroup'],
  ['CreateApiGroups', 'CreateApiGroup'],
  ['DescribeGroups', 'DescribeApiGroups'],
  // The first of two that are as near.
  ['CreateAp', 'CreateApi'],
  ['Create', undefined],
  ['ListGroups', undefined],
  ['', undefined],
  ['x'.repeat(1_000_000), undefined],
])('of actions, the nearest to %j is %j', ([misspelt, name]) => {
  expect(nearest(misspelt ?? '', ACTIONS)).toBe(name);
});

test.for(['x', 'ab'])('a name as short as %j stands for itself only', (name) => {
  expect(nearest(name, [`${name}s`, 'y', 'ac'])).toBeUndefined();
  expect(nearest(name.toUpperCase(), [name])).toBe(name);
});

test('a question names the nearest, and there is none without one', () => {
  expect(didYouMean('CreatModel', ACTIONS)).toBe(' Did you mean "CreateModel"?');
  expect(didYouMean('Deploy', ACTIONS)).toBe('');
});
