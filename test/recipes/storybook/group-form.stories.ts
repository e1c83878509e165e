import type { Meta, StoryObj } from '@storybook/react-vite';
import type { Emulator } from 'cloudapi-emulator';
import { GroupForm } from './group-form.tsx';
import type { CloudApiParameters } from './preview.ts';

type Story = StoryObj<typeof GroupForm>;

const meta: Meta<typeof GroupForm> = { component: GroupForm };
export default meta;

const story = (cloudapi: CloudApiParameters): Story => ({ parameters: { cloudapi } });

export const Empty: Story = {};
export const NameTaken: Story = story({ fixture: { groups: ['Weather'] } });
export const QuotaFull: Story = story({ limits: { groupsPerRegion: 0 } });
export const Loading: Story = story({ faults: [{ delay: Infinity }] });
export const Throttled: Story = story({ faults: [{ error: 'Throttling.User', times: 1 }] });

/** A play function reaches the emulator as `loaded.cloudapi`. */
export const Created: Story = {
  async play({ canvas, loaded, userEvent }) {
    const { journal } = loaded['cloudapi'] as Emulator;
    const answered = journal.next('CreateApiGroup');
    await userEvent.type(canvas.getByLabelText('Name'), 'Weather');
    await userEvent.click(canvas.getByRole('button'));
    await answered;
  },
};
