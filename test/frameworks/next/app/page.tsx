import { Suspense } from 'react';
import { Groups } from './groups';
import { WithEmulator } from './with-emulator';

export default function Page() {
  return (
    <Suspense>
      <WithEmulator>
        <Groups />
      </WithEmulator>
    </Suspense>
  );
}
