import { parameterName } from '../resources/request-path.ts';

/** One way to reach a target: a method, or `ANY`, and a path such as `/forecast/[city]`. */
export interface Route<Target> {
  readonly method: string;
  readonly path: string;
  readonly target: Target;
}

/** A route that a request takes. */
export interface RouteMatch<Target> {
  readonly target: Target;
  /** Values of the path's parameters by name; what `/*` stands for is under `*`. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface Router<Target> {
  find(method: string, segments: readonly string[]): RouteMatch<Target> | undefined;
  /** The methods that lead somewhere by this path. */
  methods(segments: readonly string[]): readonly string[];
}

interface Leaf<Target> {
  readonly target: Target;
  /** Names of the path's parameters, in order. */
  readonly names: readonly string[];
}

type Leaves<Target> = Map<string, Leaf<Target>>;

/** Where a path has got to, segment by segment. */
interface Node<Target> {
  readonly literals: Map<string, Node<Target>>;
  parameter: Node<Target> | undefined;
  readonly leaves: Leaves<Target>;
  /** What `*` leads to, whatever follows. */
  readonly rest: Leaves<Target>;
}

/** Where a request's path ends, with the values of the parameters on the way. */
interface Place<Target> {
  readonly leaves: Leaves<Target>;
  readonly values: readonly string[];
}

/** Where a request's path goes on. */
interface Step<Target> {
  readonly node: Node<Target>;
  readonly index: number;
  readonly values: readonly string[];
}

/**
 * The segments of a path, decoded: `/a/b` has two, and `/` has an empty one.
 * @returns `undefined` for a path with a `%` that encodes nothing
 */
export function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return path.replace(/^\//, '').split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The segments of a path that a definition or a group has; one with a `%` that encodes nothing is taken as it stands. */
export function definedSegmentsOf(path: string): readonly string[] {
  return segmentsOf(path) ?? path.replace(/^\//, '').split('/');
}

/**
 * Makes a tree of the paths of many routes, in which a request finds its own in a time that does not depend on their
 * number. That a fixed segment goes before a parameter, and a parameter before `*`, is inferred; so is that a method goes
 * before `ANY`, and that `*` stands for one segment or more.
 */
export function createRouter<Target>(routes: Iterable<Route<Target>>): Router<Target> {
  const root = newNode<Target>();
  for (const { method, path, target } of routes) {
    const names: string[] = [];
    let leaves: Leaves<Target> | undefined;
    let node = root;
    const segments = definedSegmentsOf(path);
    for (const [index, segment] of segments.entries()) {
      const parameter = parameterName(segment);
      if (segment === '*' && index === segments.length - 1) {
        names.push('*');
        leaves = node.rest;
      } else if (parameter !== undefined) {
        names.push(parameter);
        node = node.parameter ??= newNode();
      } else {
        const next = node.literals.get(segment) ?? newNode<Target>();
        node.literals.set(segment, next);
        node = next;
      }
    }
    leaves ??= node.leaves;
    // Of two with one path, but for the names of their parameters, the first counts.
    if (!leaves.has(method)) leaves.set(method, { target, names });
  }

  return {
    find(method, segments) {
      for (const { leaves, values } of walk(root, segments)) {
        const leaf = leaves.get(method) ?? leaves.get('ANY');
        if (leaf === undefined) continue;
        const { target, names } = leaf;
        return { target, parameters: new Map(names.map((name, index) => [name, values[index] ?? ''])) };
      }
      return undefined;
    },
    methods: (segments) => [
      ...new Set([...walk(root, segments)].flatMap(({ leaves }) => [...leaves.keys()])),
    ],
  };
}

function newNode<Target>(): Node<Target> {
  return { literals: new Map(), parameter: undefined, leaves: new Map(), rest: new Map() };
}

/** All places that the segments lead to, the best first. Each node of the tree is visited once at most. */
function* walk<Target>(root: Node<Target>, segments: readonly string[]): Generator<Place<Target>> {
  // A list of what is still to do, because a path may be longer than a stack is deep.
  const open: (Place<Target> | Step<Target>)[] = [{ node: root, index: 0, values: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('leaves' in next) {
      yield next;
      continue;
    }
    const { node, index, values } = next;
    const segment = segments[index];
    if (segment === undefined) {
      yield { leaves: node.leaves, values };
      continue;
    }
    // The last one goes first.
    if (node.rest.size > 0)
      open.push({ leaves: node.rest, values: [...values, segments.slice(index).join('/')] });
    // A parameter of a path is never empty.
    if (node.parameter !== undefined && segment !== '')
      open.push({ node: node.parameter, index: index + 1, values: [...values, segment] });
    const literal = node.literals.get(segment);
    if (literal !== undefined) open.push({ node: literal, index: index + 1, values });
  }
}
