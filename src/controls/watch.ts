import * as v from 'valibot';
import { logError } from '../log-error.ts';
import type { Rows, Store, TableName, Transaction } from '../store/store.ts';

/** What a change of the state was about. */
export interface StateChange {
  /** GroupIds of the groups that were made, changed or deleted. */
  readonly groups: readonly string[];
  /** ModelIds of the models that were. */
  readonly models: readonly string[];
  /** ApiIds of the APIs that were, or that were deployed or taken off a stage. */
  readonly apis: readonly string[];
  /** Whether it was made elsewhere: in another tab, or by another emulator on the same database. */
  readonly remote: boolean;
}

/** Is told of changes. */
export type StateListener = (change: StateChange) => void;

/** What was touched, by kind of resource. */
type Ids = Omit<StateChange, 'remote'>;
type Touched = { readonly [Kind in keyof Ids]: Set<string> };

const touchedNothing = (): Touched => ({ groups: new Set(), models: new Set(), apis: new Set() });

/** A store that says what has changed in it. */
export interface WatchedStore {
  /** As the store's own; what changed is told when it is kept. */
  readonly transaction: Store['transaction'];
  readonly erase: Store['erase'];
  /** @returns a function that unsubscribes */
  subscribe(listener: StateListener): () => void;
  close(): Promise<void>;
}

/**
 * Tells of the changes in a store, also of those that other tabs make in a database that they share with it.
 * @param name of the database.
 */
export function watch(store: Store, name: string): WatchedStore {
  const listeners = new Set<StateListener>();
  let channel: BroadcastChannel | undefined;

  /** Only a database is shared: if the state belongs to this page alone, there is nobody to tell or to hear. */
  function open(): BroadcastChannel | undefined {
    if (store.kind !== 'indexeddb' || typeof BroadcastChannel === 'undefined') return undefined;
    return (channel ??= openChannel(name, (ids) => tell(listeners, ids, true)));
  }

  return {
    async transaction(mode, work) {
      if (listeners.size > 0) open();
      const isAsked = mode === 'write' && (listeners.size > 0 || store.persistent);
      let touched = touchedNothing();
      const outcome = await store.transaction(mode, (transaction) => {
        // It may be run again.
        touched = touchedNothing();
        return work(isAsked ? recorded(transaction, touched) : transaction);
      });
      const { groups, models, apis } = touched;
      if (groups.size + models.size + apis.size > 0) {
        const change = { groups: [...groups], models: [...models], apis: [...apis] };
        open()?.postMessage(change);
        tell(listeners, change, false);
      }
      return outcome;
    },
    erase: store.erase?.bind(store),
    subscribe(listener) {
      // Of its own, so that one function may listen twice.
      const own: StateListener = (change) => listener(change);
      listeners.add(own);
      open();
      return () => void listeners.delete(own);
    },
    async close() {
      await store.close();
      channel?.close();
      channel = undefined;
    },
  };
}

/** What tabs tell each other; one with an earlier version of the emulator names no APIs. */
const changeMessage = v.object({
  groups: v.array(v.string()),
  models: v.array(v.string()),
  apis: v.exactOptional(v.array(v.string())),
});

/** The way to the other tabs on a database, and from them. */
function openChannel(name: string, onChange: (ids: Ids) => void): BroadcastChannel {
  const channel = new BroadcastChannel(`cloudapi-emulator ${name}`);
  // In Node an open channel would keep the process alive.
  (channel as { unref?(): void }).unref?.();
  channel.addEventListener('message', ({ data }) => {
    // Anyone on this origin may post there.
    if (v.is(changeMessage, data)) onChange({ apis: [], ...data });
  });
  return channel;
}

function tell(listeners: ReadonlySet<StateListener>, { groups, models, apis }: Ids, remote: boolean): void {
  // Listeners come and go while they are told.
  for (const listener of Array.from(listeners)) {
    if (!listeners.has(listener)) continue;
    try {
      listener({ groups: [...groups], models: [...models], apis: [...apis], remote });
    } catch (error) {
      logError('A listener of subscribe threw an error.', error);
    }
  }
}

/** A transaction that notes which rows it writes. */
function recorded(transaction: Transaction, touched: Touched): Transaction {
  const touch = (row: Rows[TableName]): void => {
    if ('modelId' in row) touched.models.add(row.modelId);
    else if ('apiId' in row) touched.apis.add(row.apiId);
    else if ('groupId' in row) touched.groups.add(row.groupId);
  };
  return {
    ...transaction,
    insert(table, row) {
      transaction.insert(table, row);
      touch(row);
    },
    update(table, row) {
      transaction.update(table, row);
      touch(row);
    },
    remove(table, key) {
      const row = transaction.get(table, key);
      transaction.remove(table, key);
      if (row !== undefined) touch(row);
    },
    clear() {
      for (const row of (['groups', 'models', 'apis'] as const).flatMap((table): readonly Rows[TableName][] =>
        transaction.all(table),
      ))
        touch(row);
      transaction.clear();
    },
  };
}
