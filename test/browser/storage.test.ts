import { describeStorageAttacks } from '../storage-attacks.ts';

describeStorageAttacks();
