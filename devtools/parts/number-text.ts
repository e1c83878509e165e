/** What a field for numbers holds; `NaN` if what is typed there is no number, of which browsers say that it is empty. */
export function numberText({ value, validity }: HTMLInputElement): string {
  return validity.badInput ? 'NaN' : value;
}
