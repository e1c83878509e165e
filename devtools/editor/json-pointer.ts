import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** A part of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);
const PARSE_TIME = 500;

/** Finds where in a JSON text the value of a JSON Pointer stands, or the innermost place on the way to it. */
export function findPointer(state: EditorState, pointer: string): Range {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_TIME) ?? syntaxTree(state);
  let value = valueIn(tree.topNode);
  let name: SyntaxNode | undefined;
  for (const token of tokensOf(pointer)) {
    const next = value && stepInto(state, value, token);
    if (next === undefined) break;
    ({ value, name } = next);
  }
  if (value === undefined) return { from: 0, to: 0 };
  if (value.name !== 'Object' && value.name !== 'Array') return value;
  // To mark all of a long object says little: its name does, or else its bracket.
  return name ?? { from: value.from, to: value.from + 1 };
}

/** Finds where a JSON text stops to be one, if its parser sees it. */
export function findSyntaxError(state: EditorState): Range | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_TIME) ?? syntaxTree(state);
  let found: Range | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) found ??= { from: node.from, to: node.to };
      return found === undefined;
    },
  });
  return found;
}

function tokensOf(pointer: string): readonly string[] {
  // Of a long pointer only the end is known, which leads nowhere.
  if (pointer.startsWith('…')) return [];
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueIn(node: SyntaxNode): SyntaxNode | undefined {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (VALUES.has(child.name)) return child;
  }
  return undefined;
}

function stepInto(
  state: EditorState,
  value: SyntaxNode,
  token: string,
): { readonly value: SyntaxNode; readonly name: SyntaxNode | undefined } | undefined {
  if (value.name === 'Array') {
    const items = value.getChildren('⚠').length === 0 ? childrenOf(value) : [];
    const item = items[Number(token)];
    return item && { value: item, name: undefined };
  }
  let similar: { readonly value: SyntaxNode; readonly name: SyntaxNode } | undefined;
  // Of two properties with one name, the last one counts.
  for (const property of value.getChildren('Property').toReversed()) {
    const name = property.getChild('PropertyName');
    const inner = valueIn(property);
    if (name === null || inner === undefined) continue;
    // The service takes a parameter's keys in any case, and names them in its own.
    const key: unknown = JSON.parse(state.sliceDoc(name.from, name.to));
    if (key === token) return { value: inner, name };
    if (String(key).toLowerCase() === token.toLowerCase()) similar ??= { value: inner, name };
  }
  return similar;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (VALUES.has(child.name)) children.push(child);
  }
  return children;
}
