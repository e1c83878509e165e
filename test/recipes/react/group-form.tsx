import { useId, useState } from 'react';
import type { ReactElement } from 'react';

type State =
  | { readonly is: 'idle' | 'creating' }
  | { readonly is: 'created'; readonly name: string }
  | { readonly is: 'refused'; readonly code: string; readonly message: string };

/** Creates a group by the application's own back end. */
async function create(name: string): Promise<State> {
  try {
    const response = await fetch('/api/cloudapi', {
      method: 'POST',
      body: new URLSearchParams({ Action: 'CreateApiGroup', GroupName: name }),
    });
    if (response.ok) return { is: 'created', name };
    const { Code, Message } = (await response.json()) as Readonly<Record<'Code' | 'Message', string>>;
    return { is: 'refused', code: Code, message: Message };
  } catch {
    return { is: 'refused', code: '', message: 'The service cannot be reached.' };
  }
}

export function GroupForm(): ReactElement {
  const id = useId();
  const [name, setName] = useState('');
  const [state, setState] = useState<State>({ is: 'idle' });
  const isRefused = state.is === 'refused';
  const isThrottled = isRefused && state.code === 'Throttling.User';

  async function submit(): Promise<void> {
    if (state.is === 'creating') return;
    setState({ is: 'creating' });
    setState(await create(name));
  }

  return (
    <form
      aria-busy={state.is === 'creating'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor={`${id}-name`}>Name</label>
      <input
        id={`${id}-name`}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
        aria-invalid={isRefused && !isThrottled}
        aria-describedby={`${id}-alert`}
      />
      <button>{isThrottled ? 'Try again' : 'Create'}</button>
      <p role="status">
        {state.is === 'creating' && 'Creating…'}
        {state.is === 'created' && `${state.name} was created.`}
      </p>
      <p role="alert" id={`${id}-alert`}>
        {isThrottled ? 'Too many calls at once.' : isRefused && state.message}
      </p>
    </form>
  );
}
