/** Creates a group by the application's own back end, and gives its id. */
export async function createGroup(name: string): Promise<string> {
  const response = await fetch('/api/cloudapi', {
    method: 'POST',
    body: new URLSearchParams({ Action: 'CreateApiGroup', GroupName: name }),
  });
  const answer = (await response.json()) as { readonly GroupId: string; readonly Message: string };
  if (!response.ok) throw new Error(answer.Message);
  return answer.GroupId;
}
