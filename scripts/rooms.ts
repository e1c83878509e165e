const errors = ['errors.ts', 'cloud-api-error.ts'];

/**
 * The rooms of src, from the bottom up, with the rooms that each may know: the column "may know" of
 * docs/architecture.md. The linter holds every import against it, types included.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'log-error.ts': [],
  'validate.ts': [],
  'error-parts.ts': ['validate.ts'],
  'cloud-api-error.ts': ['errors.ts'],
  resources: [...errors, 'validate.ts'],
  wire: errors,
  schema: ['resources'],
  store: ['resources', 'validate.ts'],
  ids: ['store'],
  operations: [...errors, 'resources', 'schema', 'store', 'ids'],
  callers: [...errors, 'resources', 'wire', 'store', 'validate.ts'],
  controls: [...errors, 'resources', 'store', 'operations', 'validate.ts', 'error-parts.ts', 'log-error.ts'],
  'client.ts': ['resources', 'wire', 'operations', 'validate.ts'],
  gates: [...errors, 'wire', 'store', 'operations', 'callers', 'controls'],
  'data-plane': [...errors, 'resources', 'store', 'ids', 'controls', 'stamp.ts'],
  scene: [...errors, 'resources', 'store', 'ids', 'operations', 'controls', 'validate.ts'],
  'stamp.ts': [...errors, 'callers', 'store', 'error-parts.ts', 'log-error.ts'],
  'options.ts': [
    ...errors,
    'resources',
    'store',
    'callers',
    'controls',
    'data-plane',
    'scene',
    'validate.ts',
    'error-parts.ts',
  ],
  'description.ts': [...errors, 'resources', 'operations'],
  'emulator-interface.ts': ['operations', 'callers', 'controls', 'scene', 'description.ts'],
  'service.ts': [
    ...errors,
    'resources',
    'wire',
    'store',
    'ids',
    'callers',
    'controls',
    'gates',
    'options.ts',
    'emulator-interface.ts',
    'stamp.ts',
  ],
};
