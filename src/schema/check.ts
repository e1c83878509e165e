import { checkNode } from './draft-04.generated.ts';
import type { NodeError } from './draft-04.generated.ts';
import { parseModelRef } from '../resources/model-ref.ts';

/** One thing that is wrong with a model's definition. */
export interface SchemaIssue {
  /** `syntax`: not JSON. `draft-04`: not a JSON Schema of draft 4. `model`: a schema, but not one for a model. */
  readonly kind: 'syntax' | 'draft-04' | 'model';
  /** JSON Pointer to the place; empty for the whole. Of one over 500 characters, "…" and its end. */
  readonly pointer: string;
  /** What is expected there, to be read after the place's name. */
  readonly message: string;
}

/** What a check found. */
export interface SchemaReport {
  /** Empty if the definition is acceptable; at most 100. */
  readonly issues: readonly SchemaIssue[];
  /** About how many more there are, if that is too many to list. */
  readonly more?: number;
  /** The ModelRefs that it refers to, each once. */
  readonly references: readonly string[];
}

const MAX_ISSUES = 100;
/** How many errors of one node are looked at: at one place there may be some four of them. */
const MAX_NODE_ERRORS = 4 * MAX_ISSUES;
/** In characters, of a pointer and of a message. */
const MAX_LENGTH = 500;

const NO_MODEL_REF =
  'must be the ModelRef of a model: https://apigateway.aliyun.com/models/<GroupId>/<ModelId>';

/** Keywords whose value is a schema, a list of schemas, or an object of schemas. */
const INNER_KEYWORDS = [
  'not',
  'items',
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'oneOf',
] as const;
const NAMED_KEYWORDS = ['definitions', 'properties', 'patternProperties', 'dependencies'] as const;

interface Node {
  readonly value: Readonly<Record<string, unknown>>;
  /** The way here, from the inside out, so that a deep node costs no more than a shallow one. */
  readonly parent: Node | undefined;
  readonly path: readonly string[];
}

/**
 * Checks whether a string is a definition that a model may have: JSON, a JSON Schema of draft 4, of type object
 * (SEED-M), with references to models only, by ModelRef (MODELS). Whether those models exist is not checked here.
 * Keeps no recursion, so that a definition of any depth gets the same answer everywhere.
 */
export function checkModelSchema(text: string): SchemaReport {
  const findings = new Findings();
  const root: Node = { value: {}, parent: undefined, path: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // A SyntaxError, in which WebKit names the whole word that it did not expect.
    const message = `is not JSON: ${(error as Error).message}`.slice(0, MAX_LENGTH);
    findings.add('syntax', root, '', message);
    return findings.report();
  }
  if (!isObject(value)) {
    findings.add('draft-04', root, '', 'must be an object');
    return findings.report();
  }
  const open: Node[] = [{ ...root, value }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isGood(node, findings)) continue;
    for (const inner of innerNodes(node)) open.push(inner);
  }
  if (findings.areNone && value['type'] !== 'object') {
    findings.add('model', root, Object.hasOwn(value, 'type') ? '/type' : '', 'must have the type "object"');
  }
  return findings.report();
}

/** What a check has found so far. */
class Findings {
  readonly #issues: SchemaIssue[] = [];
  readonly #references = new Set<string>();
  /** Issues beyond those that are listed. */
  #more = 0;

  get areNone(): boolean {
    return this.#issues.length === 0;
  }

  /** @param inner the rest of the pointer, from the node on. */
  add(kind: SchemaIssue['kind'], node: Node, inner: string, message: string): void {
    if (this.#issues.length < MAX_ISSUES)
      this.#issues.push({ kind, pointer: pointerTo(node, inner), message });
    else this.#more += 1;
  }

  /** Counts issues that are not looked at. */
  skip(count: number): void {
    this.#more += count;
  }

  refer(reference: string): void {
    this.#references.add(reference);
  }

  report(): SchemaReport {
    const more = this.#more === 0 ? {} : { more: this.#more };
    return { issues: this.#issues, references: [...this.#references], ...more };
  }
}

/** Checks one node by itself. @returns whether what is in it is to be checked, too. */
function isGood(node: Node, findings: Findings): boolean {
  const { value } = node;
  if (Object.hasOwn(value, '$ref')) {
    const reference = value['$ref'];
    if (typeof reference === 'string' && parseModelRef(reference) !== undefined) findings.refer(reference);
    else findings.add('model', node, '/$ref', NO_MODEL_REF);
    // Draft 4 ignores everything beside a reference; at the root the type is still needed.
    if (node.parent !== undefined) return false;
  }
  if (!checkNode(value)) {
    const errors = checkNode.errors ?? [];
    for (const [place, its] of byPlace(errors.slice(0, MAX_NODE_ERRORS)))
      findings.add('draft-04', node, place, wordsFor(its));
    findings.skip(Math.max(0, errors.length - MAX_NODE_ERRORS));
    return false;
  }
  for (const [inner, list] of listsOf(value)) {
    if (hasRepeated(list)) findings.add('draft-04', node, inner, 'must not have the same item twice');
  }
  return true;
}

/** The schemas in a node that is one itself. */
function* innerNodes(node: Node): Generator<Node> {
  const { value } = node;
  for (const keyword of INNER_KEYWORDS) {
    const inner = Object.hasOwn(value, keyword) ? value[keyword] : undefined;
    if (isObject(inner)) yield { value: inner, parent: node, path: [keyword] };
    if (!Array.isArray(inner)) continue;
    for (const [index, item] of inner.entries())
      yield { value: item, parent: node, path: [keyword, String(index)] };
  }
  for (const keyword of NAMED_KEYWORDS) {
    if (!Object.hasOwn(value, keyword)) continue;
    // Draft 4 allows only an object there.
    for (const [name, inner] of Object.entries(value[keyword] as object)) {
      if (isObject(inner)) yield { value: inner, parent: node, path: [keyword, name] };
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * Takes no more steps than the pointer has characters left to it, because a deep node may have many issues.
 * @param inner the rest of the pointer.
 */
function pointerTo(node: Node, inner: string): string {
  let pointer = inner;
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    for (const token of at.path.toReversed()) {
      if (pointer.length > MAX_LENGTH) break;
      const end = token
        .slice(-MAX_LENGTH - 1)
        .replaceAll('~', '~0')
        .replaceAll('/', '~1');
      pointer = `/${end}${pointer}`;
    }
    if (pointer.length > MAX_LENGTH) return `…${pointer.slice(-MAX_LENGTH)}`;
  }
  return pointer;
}

function byPlace(errors: readonly NodeError[]): ReadonlyMap<string, readonly NodeError[]> {
  const places = new Map<string, NodeError[]>();
  for (const error of errors) {
    const its = places.get(error.instancePath);
    if (its === undefined) places.set(error.instancePath, [error]);
    else its.push(error);
  }
  return places;
}

function wordsFor(errors: readonly NodeError[]): string {
  const choice = errors.find((error) => error.params?.allowedValues !== undefined)?.params?.allowedValues;
  if (choice !== undefined) return `must be one of ${choice.join(', ')}, or a list of them`;
  const words = errors
    .filter((error) => error.keyword !== 'anyOf')
    .map((error) => error.message ?? 'is not valid');
  return [...new Set(words)].join(', or ');
}

/** The lists of a node that draft 4 wants without repetition. */
function* listsOf(
  value: Readonly<Record<string, unknown>>,
): Generator<readonly [string, readonly unknown[]]> {
  for (const keyword of ['required', 'type', 'enum']) {
    const list = Object.hasOwn(value, keyword) ? value[keyword] : undefined;
    if (Array.isArray(list)) yield [`/${keyword}`, list];
  }
  if (!Object.hasOwn(value, 'dependencies')) return;
  // Draft 4 allows only an object there.
  for (const list of Object.values(value['dependencies'] as object)) {
    if (Array.isArray(list)) yield ['/dependencies', list];
  }
}

function hasRepeated(list: readonly unknown[]): boolean {
  return new Set(list.map(canonical)).size < list.length;
}

/** A string that two JSON values share if they are equal, whatever the order of their keys. */
function canonical(value: unknown): string {
  const parts: string[] = [];
  const open: unknown[] = [value];
  const CLOSE = Symbol('close');
  while (open.length > 0) {
    const item = open.pop();
    if (item === CLOSE) {
      parts.push(')');
    } else if (Array.isArray(item)) {
      parts.push('[');
      open.push(CLOSE);
      for (const inner of item.toReversed()) open.push(inner);
    } else if (isObject(item)) {
      parts.push('{');
      open.push(CLOSE);
      for (const key of Object.keys(item).toSorted().toReversed()) open.push(item[key], key);
    } else {
      // JSON has no text for 1e400, which was read as Infinity.
      parts.push(typeof item === 'number' ? String(item) : JSON.stringify(item));
    }
    parts.push(',');
  }
  return parts.join('');
}
