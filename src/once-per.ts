/**
 * Works something out of an object once, and keeps it as long as the object is there. For objects that never change, as
 * rows, of which a new one takes the place of the old.
 * @param work must ask for nothing but the object.
 */
export function oncePer<Of extends object, Result extends object>(
  work: (of: Of) => Result,
): (of: Of) => Result {
  const results = new WeakMap<Of, Result>();
  return (of) => {
    const known = results.get(of);
    if (known !== undefined) return known;
    const result = work(of);
    results.set(of, result);
    return result;
  };
}
