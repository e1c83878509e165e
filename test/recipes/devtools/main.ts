import { setupEmulator } from 'cloudapi-emulator/browser';

await setupEmulator({ devtools: true }).start();
