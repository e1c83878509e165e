import 'fake-indexeddb/auto';
import { createIndexedDbStore } from '../../src/store/indexed-db.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { describeStore } from '../store-contract.ts';

describeStore('memory', createMemoryStore);
describeStore('IndexedDB (fake)', () => createIndexedDbStore(crypto.randomUUID()));
