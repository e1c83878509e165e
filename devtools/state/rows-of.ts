import type { Snapshot } from '../../src/index.ts';
import { apiItem } from './api-item.ts';
import { groupItem } from './group-item.ts';
import type { Group, Item, Scope } from './item.ts';
import { modelItem } from './model-item.ts';

/** A line of the list. */
export type Row =
  | { readonly kind: 'scope'; readonly scope: Scope; readonly groups: number }
  | { readonly kind: 'item'; readonly item: Item; readonly isOpen: boolean };

/** A group with what belongs to it, in the order in which it is listed. */
interface Family {
  readonly group: Group;
  readonly item: Item;
  readonly children: readonly Item[];
}

/** All resources of a state, by group. */
export function familiesOf({ groups, apis, models }: Snapshot): readonly Family[] {
  const apisOf = groupBy(apis, ({ groupId }) => groupId);
  const modelsOf = groupBy(models, ({ groupId }) => groupId);
  return groups.map((group) => {
    const ownApis = apisOf.get(group.groupId) ?? [];
    const ownModels = modelsOf.get(group.groupId) ?? [];
    return {
      group,
      item: groupItem(group, { apis: ownApis.length, models: ownModels.length }),
      children: [...ownApis.map((api) => apiItem(api, group)), ...ownModels.map(modelItem)],
    };
  });
}

/** The resources by their ids. */
export function itemsOf(families: readonly Family[]): ReadonlyMap<string, Item> {
  return new Map(
    families.flatMap(({ item, children }) => [item, ...children]).map((item) => [item.id, item]),
  );
}

/**
 * The list: a line for each account and region, below it its groups, below an open group its APIs and models. Of what is
 * searched for, a group shows all that it has if it is found itself.
 */
export function rowsOf(families: readonly Family[], text: string, open: ReadonlySet<string>): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  const scopes = groupBy(families, ({ group }) => `${group.account} ${group.region}`);
  return [...scopes.values()].flatMap((own): readonly Row[] => {
    const rows = own.flatMap((family) => familyRows(family, wanted, open));
    const [first] = own;
    return rows.length === 0 || first === undefined
      ? []
      : [{ kind: 'scope', scope: first.group, groups: own.length }, ...rows];
  });
}

function familyRows({ item, children }: Family, wanted: string, open: ReadonlySet<string>): readonly Row[] {
  const isFound = matches(item, wanted);
  const found = isFound ? children : children.filter((child) => matches(child, wanted));
  if (!isFound && found.length === 0) return [];
  const isOpen = open.has(item.id) || !isFound;
  const below = isOpen ? found.map((child): Row => ({ kind: 'item', item: child, isOpen: false })) : [];
  return [{ kind: 'item', item, isOpen }, ...below];
}

function matches({ name, id, words, resource }: Item, wanted: string): boolean {
  const tags = resource.tags.map(({ Key, Value }) => `${Key}: ${Value}`);
  return wanted === '' || [name, id, ...words, ...tags].some((one) => one.toLowerCase().includes(wanted));
}

/** As Map.groupBy, which older browsers do not have. */
function groupBy<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}
