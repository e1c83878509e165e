/**
 * The name that a misspelt one probably stands for: the first of those that differ from it least, in one place and by at
 * most three characters and a third of it. Upper and lower case are the same.
 */
export function nearest(misspelt: string, names: Iterable<string>): string | undefined {
  const word = misspelt.toLowerCase();
  // Just above what is still near.
  let least = Math.min(3, misspelt.length / 3) + 0.1;
  let found: string | undefined;
  for (const name of names) {
    const difference = differenceOf(word, name.toLowerCase());
    if (difference < least) [least, found] = [difference, name];
  }
  return found;
}

/** Asks for the name that a misspelt one probably stands for; empty if there is none. */
export function didYouMean(misspelt: string, names: Iterable<string>): string {
  const name = nearest(misspelt, names);
  return name ? ` Did you mean "${name}"?` : '';
}

/** How many characters of the longer one are left without what both begin with and what both end with. */
function differenceOf(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end;
}
