import { createEmulator } from 'cloudapi-emulator';
import { mountDevtools } from 'cloudapi-emulator/devtools';

import './window.ts';

const query = new URLSearchParams(location.search);
const account = { accessKeySecret: 'secret', accountId: '1234567890123456' };

window.emulator = createEmulator({
  storage: 'memory',
  ...(query.has('callers') && {
    credentials: [
      { ...account, accessKeyId: 'admin', name: 'Admin' },
      {
        ...account,
        accessKeyId: 'reader',
        name: 'Reader',
        policies: [
          {
            Version: '1' as const,
            Statement: {
              Effect: 'Allow' as const,
              Action: 'apigateway:Describe*',
              Resource: 'acs:apigateway:*:*:apigroup/*',
            },
          },
        ],
      },
    ],
  }),
});
mountDevtools(window.emulator, { shortcut: query.get('shortcut') ?? undefined });
if (query.has('twice')) mountDevtools(createEmulator({ storage: 'memory' }));
document.body.dataset['ready'] = 'true';
