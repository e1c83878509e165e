/** Creates a group by the application's back end, which forwards to API Gateway. */
export async function createGroup(name: string): Promise<string> {
  const response = await fetch('/api/cloudapi', {
    method: 'POST',
    body: new URLSearchParams({ Action: 'CreateApiGroup', GroupName: name }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.Message);
  return answer.GroupId;
}
