import type { ReactElement } from 'react';
import type { Group } from './cloud-api.ts';
import { usePortal } from './portal-state.ts';
import { groupHash } from './route.ts';
import { ServiceForm } from './service-form.tsx';
import { useTexts } from './texts.ts';

/** Makes a group, or changes one. */
export function GroupForm({
  group,
  onClose,
}: {
  readonly group?: Group;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  return (
    <ServiceForm
      heading="h2"
      title={group === undefined ? t.newGroup : t.editGroup(group.GroupName)}
      submit={group === undefined ? t.create : t.save}
      fields={[
        { name: 'GroupName', label: t.groupName, hint: t.groupNameHint, value: group?.GroupName ?? '' },
        {
          name: 'Description',
          label: t.description,
          hint: t.descriptionHint,
          value: group?.Description ?? '',
        },
        { name: 'BasePath', label: t.basePath, hint: t.basePathHint, value: group?.BasePath ?? '/' },
      ]}
      onCancel={onClose}
      onSubmit={async (values, call) => {
        if (group !== undefined) {
          await call('ModifyApiGroup', { GroupId: group.GroupId, ...values });
          return () => {
            announce(t.saved);
            onClose();
          };
        }
        const { GroupId, GroupName } = await call('CreateApiGroup', values);
        return () => {
          announce(t.groupCreated(GroupName));
          location.hash = groupHash(GroupId);
        };
      }}
    />
  );
}
