import { mount } from '@vue/test-utils';
import axios from 'axios';
import { test as base } from 'cloudapi-emulator/vitest';
import { expect, vi } from 'vitest';
import GroupForm from './group-form.vue';

const test = base.extend({ cloudapiOptions: { endpoints: ['/api/cloudapi'] } });

async function submit(name: string) {
  const form = mount(GroupForm);
  await form.get('input').setValue(name);
  await form.get('form').trigger('submit');
  return form;
}

test('success: says what was created', async ({ cloudapi }) => {
  const form = await submit('Weather');
  await vi.waitFor(() => expect(form.get('[role=status]').text()).toBe('Weather was created.'));
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
});

test('loading: says so until the answer is there', async ({ cloudapi }) => {
  const held = cloudapi.faults.add({ action: 'CreateApiGroup', delay: Infinity });
  const form = await submit('Weather');
  await vi.waitFor(() => expect(form.get('[role=status]').text()).toBe('Creating…'));
  held.remove();
  await vi.waitFor(() => expect(form.get('[role=status]').text()).toBe('Weather was created.'));
});

test('error: a name that is taken', async ({ cloudapi }) => {
  await cloudapi.seed({ groups: ['Weather'] });
  const form = await submit('Weather');
  await vi.waitFor(() => expect(form.get('[role=alert]').text()).toBe('The specified ApiGroup is repeated.'));
});

test('a JSON body, which axios makes of an object, is refused', async ({ cloudapi }) => {
  const body = { Action: 'CreateApiGroup', GroupName: 'Weather' };
  const { status, data } = await axios.post('/api/cloudapi', body, { validateStatus: () => true });
  expect([status, data.Code]).toEqual([400, 'InvalidBody']);
  expect(cloudapi.journal.entries()[0]?.detail).toContain('application/x-www-form-urlencoded');
});
