/** The application of two recipes: lists the groups, and creates one. It knows its own back end, and no emulator. */

interface Answer {
  readonly Message?: string;
  readonly ApiGroupAttributes?: { readonly ApiGroupAttribute: readonly { readonly GroupName: string }[] };
}

/** @throws {Error} with the service's own words */
async function call(parameters: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch('/api/cloudapi', { method: 'POST', body: new URLSearchParams(parameters) });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(answer.Message);
  return answer;
}

export async function mount(root: HTMLElement): Promise<void> {
  root.innerHTML = `
    <main>
      <h1 id="title">Groups</h1>
      <ul aria-labelledby="title"></ul>
      <form>
        <label>Name <input name="GroupName" required /></label>
        <button>Create</button>
      </form>
      <p role="alert"></p>
    </main>`;
  const list = root.querySelector('ul')!;
  const form = root.querySelector('form')!;
  const alert = root.querySelector('[role=alert]')!;

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    alert.textContent = '';
    try {
      await work();
      const { ApiGroupAttributes } = await call({ Action: 'DescribeApiGroups' });
      const items = (ApiGroupAttributes?.ApiGroupAttribute ?? []).map(({ GroupName }) => {
        const item = document.createElement('li');
        item.textContent = GroupName;
        return item;
      });
      list.replaceChildren(...items);
    } catch (error) {
      alert.textContent = (error as Error).message;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const GroupName = String(new FormData(form).get('GroupName'));
    void attempt(() => call({ Action: 'CreateApiGroup', GroupName }));
  });
  await attempt(() => Promise.resolve());
}
