/** The client that an application has already: the official SDK, with nothing of the emulator. */
import { typedClient } from '../../clients/sdks.ts';

export const client: ReturnType<typeof typedClient> = typedClient();
