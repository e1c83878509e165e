const compiled = new Map<string, RegExp | undefined>();

/** Patterns to keep. */
const MAX_PATTERNS = 1000;

/**
 * Whether a whole value has a parameter's pattern. The service's patterns are Java's; one that JavaScript does not know lets
 * every value pass. A pattern that backtracks without end hangs here as it would in any program of its author's.
 */
export function hasPattern(value: string, pattern: string): boolean {
  if (!compiled.has(pattern)) {
    if (compiled.size === MAX_PATTERNS) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern)?.test(value) ?? true;
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
