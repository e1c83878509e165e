import { CloudApiError } from '../cloud-api-error.ts';
import type { RequestParameter } from '../resources/api-definition.ts';
import { characters } from '../resources/characters.ts';
import { readForm } from './body.ts';
import { hasPattern } from './pattern.ts';
import type { Target, Visit } from './visit.ts';

/**
 * Reads and checks the parameters that the API declares.
 * @throws {CloudApiError} for the first that is missing or has a wrong value, in the order of the definition
 */
export async function checkParameters(visit: Visit, target: Target): Promise<void> {
  const { requestParameters } = target.definition;
  if (requestParameters.some(({ Location }) => Location === 'BODY')) visit.form = await readForm(visit);
  const values = new Map<string, readonly (string | File)[]>();
  for (const parameter of requestParameters) {
    const sent = sentValues(parameter, visit, target);
    if (sent.length > 0) {
      for (const value of sent) {
        if (typeof value === 'string') checkValue(parameter, value);
      }
      values.set(parameter.ApiParameterName, sent);
    } else if (parameter.Required === 'REQUIRED') {
      throw missing(parameter);
    } else if (parameter.DefaultValue !== undefined) {
      values.set(parameter.ApiParameterName, [parameter.DefaultValue]);
    }
  }
  visit.values = values;
}

/** What the request has for a parameter. That an empty text counts as left out is inferred. */
function sentValues(
  { ApiParameterName: name, Location }: RequestParameter,
  { url, request, form }: Visit,
  { pathParameters }: Target,
): readonly (string | File)[] {
  const sent = {
    PATH: () => [pathParameters.get(name) ?? ''],
    QUERY: () => url.searchParams.getAll(name),
    HEAD: () => [header(request.headers, name)],
    BODY: () => form.get(name) ?? [],
  }[Location]();
  return sent.filter((value) => value !== '');
}

/** A header's value; a name that no header can have has none. */
function header(headers: Headers, name: string): string {
  try {
    return headers.get(name) ?? '';
  } catch {
    return '';
  }
}

function missing({ ApiParameterName: name, Location }: RequestParameter): CloudApiError {
  const detail = `The API requires the parameter ${name} (${Location}).`;
  return new CloudApiError(Location === 'HEAD' ? 'I400MH' : 'I400MP', { names: [name], detail });
}

function checkValue(parameter: RequestParameter, value: string): void {
  const { ApiParameterName: name, Location, RegularExpression: pattern } = parameter;
  const reason =
    typeReason(parameter, value) ?? rangeReason(parameter, value) ?? enumReason(parameter, value);
  const isOfPattern = pattern === undefined || pattern === '' || hasPattern(value, pattern);
  const broken = reason ?? (isOfPattern ? undefined : `must match ${pattern}`);
  if (broken === undefined) return;
  throw new CloudApiError(Location === 'HEAD' ? 'I400HD' : 'I400IP', {
    names: [name, broken],
    detail: `The parameter ${name} (${Location}) ${broken}.`,
    grade: 'inferred',
  });
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function typeReason({ ParameterType, ArrayItemsType }: RequestParameter, value: string): string | undefined {
  const type = ParameterType === 'ARRAY' ? (ArrayItemsType ?? 'STRING').toUpperCase() : ParameterType;
  if ((type === 'INT' || type === 'INTEGER') && !isWhole(value, 31n)) return 'must be an Int';
  if (type === 'LONG' && !isWhole(value, 63n)) return 'must be a Long';
  if ((type === 'FLOAT' || type === 'DOUBLE') && !DECIMAL.test(value))
    return `must be a ${type.toLowerCase()}`;
  if (type === 'BOOLEAN' && !/^(?:true|false)$/i.test(value)) return 'must be true or false';
  return undefined;
}

/** Whether a string is a whole number of so many bits and a sign. */
function isWhole(text: string, bits: bigint): boolean {
  // More digits are never in 64 bits, and a body may have millions of them.
  if (!INTEGER.test(text) || text.replace(/^[+-]?0*/, '').length > 19) return false;
  const number = BigInt(text.replace(/^\+/, ''));
  return number >= -(2n ** bits) && number < 2n ** bits;
}

function rangeReason(parameter: RequestParameter, value: string): string | undefined {
  const { ParameterType, MinValue, MaxValue, MinLength, MaxLength } = parameter;
  if (['INT', 'LONG', 'FLOAT', 'DOUBLE'].includes(ParameterType)) {
    if (MinValue !== undefined && Number(value) < MinValue) return `must be at least ${MinValue}`;
    if (MaxValue !== undefined && Number(value) > MaxValue) return `must be at most ${MaxValue}`;
    return undefined;
  }
  const length = characters(value);
  if (MinLength !== undefined && length < MinLength) return `must have at least ${MinLength} characters`;
  if (MaxLength !== undefined && length > MaxLength) return `must have at most ${MaxLength} characters`;
  return undefined;
}

/** The values are in one text, with commas between them (META24). */
function enumReason({ EnumValue }: RequestParameter, value: string): string | undefined {
  if (EnumValue === undefined || EnumValue === '') return undefined;
  return EnumValue.split(',').some((one) => one.trim() === value) ? undefined : `must be one of ${EnumValue}`;
}
