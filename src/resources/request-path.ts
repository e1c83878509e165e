/** `[city]` is documented, and `{city}` works as well (QT). */
const PARAMETER = /^(?:\[([^[\]]+)\]|\{([^{}]+)\})$/;

/** The name of the parameter that a segment of a RequestPath stands for; `undefined` if it stands for itself. */
export function parameterName(segment: string): string | undefined {
  const [, bracketed, braced] = PARAMETER.exec(segment) ?? [];
  return bracketed ?? braced;
}
