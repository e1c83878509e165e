import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { test as base } from 'cloudapi-emulator/vitest';
import { afterEach, expect } from 'vitest';
import { GroupForm } from './group-form.tsx';

const test = base.extend({ cloudapiOptions: { endpoints: ['/api/cloudapi'] } });

afterEach(cleanup);

function submit(name: string): void {
  render(<GroupForm />);
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: name } });
  fireEvent.click(screen.getByRole('button', { name: 'Create' }));
}

test('success: says what was created, and has sent it', async ({ cloudapi }) => {
  submit('Weather');
  await screen.findByText('Weather was created.');
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
});

test('loading: says so, and sends nothing twice', async ({ cloudapi }) => {
  const held = cloudapi.faults.add({ action: 'CreateApiGroup', delay: Infinity });
  submit('Weather');
  await screen.findByText('Creating…');
  fireEvent.click(screen.getByRole('button', { name: 'Create' }));
  held.remove();
  await screen.findByText('Weather was created.');
  expect(cloudapi).toHaveReceivedTimes('CreateApiGroup', 1);
});

test('error: a name that is taken', async ({ cloudapi }) => {
  await cloudapi.seed({ groups: ['Weather'] });
  submit('Weather');
  await screen.findByText('The specified ApiGroup is repeated.');
  expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true');
});

test('throttled, then retried', async ({ cloudapi }) => {
  cloudapi.setLimits({ qps: { CreateApiGroup: 0 } });
  submit('Weather');
  await screen.findByText('Too many calls at once.');

  cloudapi.setLimits({ qps: { CreateApiGroup: 50 } });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('Weather was created.');
  expect(cloudapi.journal.entries().map(({ code }) => code)).toEqual(['Throttling.User', undefined]);
});
