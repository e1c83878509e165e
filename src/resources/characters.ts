/** Counts characters as a person does for Chinese text: by code points, so that 𠮷 is one, not two. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
