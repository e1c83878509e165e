import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | undefined>();

/** Patterns to keep. */
const MAX_PATTERNS = 1000;

/**
 * Whether a whole value has a parameter's pattern. RE2 takes time by the length of the value whatever the pattern, where a
 * RegExp may take years. A pattern that RE2 does not know, such as one that looks ahead, lets every value pass.
 */
export function hasPattern(value: string, pattern: string): boolean {
  if (!compiled.has(pattern)) {
    if (compiled.size === MAX_PATTERNS) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern)?.matches(value) ?? true;
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
