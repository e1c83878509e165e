import axios from 'axios';

/** Creates a group by the application's back end, which forwards to API Gateway. */
export async function createGroup(name: string): Promise<void> {
  // API Gateway takes a form. An object would go as JSON, which it refuses.
  await axios.post('/api/cloudapi', new URLSearchParams({ Action: 'CreateApiGroup', GroupName: name }));
}
