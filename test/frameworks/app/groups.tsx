import { useEffect, useState } from 'react';

interface Answer {
  Message?: string;
  ApiGroupAttributes?: { ApiGroupAttribute: { GroupName: string }[] };
}

/** Calls the application's back end, which forwards to API Gateway. */
async function call(parameters: Record<string, string>): Promise<Answer> {
  const response = await fetch('/api/cloudapi', { method: 'POST', body: new URLSearchParams(parameters) });
  const answer: Answer = await response.json();
  if (!response.ok) throw new Error(answer.Message);
  return answer;
}

async function listGroups(): Promise<string[]> {
  const { ApiGroupAttributes } = await call({ Action: 'DescribeApiGroups' });
  return (ApiGroupAttributes?.ApiGroupAttribute ?? []).map(({ GroupName }) => GroupName);
}

export function Groups() {
  const [groups, setGroups] = useState<string[]>([]);
  const [error, setError] = useState('');

  useEffect(() => {
    listGroups().then(setGroups, (cause: Error) => setError(cause.message));
  }, []);

  async function create(form: FormData) {
    setError('');
    try {
      await call({ Action: 'CreateApiGroup', GroupName: String(form.get('name')) });
      setGroups(await listGroups());
    } catch (cause) {
      setError((cause as Error).message);
    }
  }

  return (
    <main>
      <h1>Groups</h1>
      <ul>
        {groups.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create(new FormData(event.currentTarget));
        }}
      >
        <label>
          Name <input name="name" required />
        </label>
        <button>Create</button>
      </form>
      <p role="alert">{error}</p>
    </main>
  );
}
