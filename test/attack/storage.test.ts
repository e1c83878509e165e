import 'fake-indexeddb/auto';
import { describeStorageAttacks } from '../storage-attacks.ts';

describeStorageAttacks();
