import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { ApiSection } from './api-section.tsx';
import { ServiceError } from './cloud-api.ts';
import type { Group } from './cloud-api.ts';
import { Confirm } from './confirm.tsx';
import { CopyButton } from './copy-button.tsx';
import { GroupForm } from './group-form.tsx';
import { Icon } from './icons.tsx';
import { ModelSection } from './model-section.tsx';
import { usePortal, useReading } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { groupsHash } from './route.ts';
import { useTexts } from './texts.ts';
import { useReturnFocus } from './use-return-focus.ts';

/** A group with all that it holds. */
export function GroupPage({ groupId }: { readonly groupId: string }): ReactElement | null {
  const t = useTexts();
  const { data, task, again } = useReading(groupId, (call) =>
    // A group that is gone is an answer too: somebody may have deleted it.
    call('DescribeApiGroup', { GroupId: groupId }).catch((error: unknown) => {
      if (error instanceof ServiceError && error.code === 'NotFoundApiGroup') return 'gone' as const;
      throw error;
    }),
  );
  if (data === 'gone') {
    return (
      <div className="empty large">
        <strong>{t.groupGone}</strong>
        <p>{t.groupGoneHint}</p>
        <a href={groupsHash}>{t.allGroups}</a>
      </div>
    );
  }
  return (
    <>
      <TaskNotice task={task} onRetry={again} />
      {data === undefined && task.isBusy && <p className="hint">{t.reading}</p>}
      {data !== undefined && (
        <article aria-labelledby="group-title">
          <GroupHead group={data} />
          <ApiSection group={data} />
          <ModelSection groupId={groupId} />
        </article>
      )}
    </>
  );
}

function GroupHead({ group }: { readonly group: Group }): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  const { GroupId, GroupName } = group;
  const [mode, setMode] = useState<'view' | 'edit' | 'delete'>('view');
  const editButton = useReturnFocus(mode === 'edit');
  const deleteButton = useReturnFocus(mode === 'delete');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  if (mode === 'edit') return <GroupForm group={group} onClose={() => setMode('view')} />;
  return (
    <header className="group-head">
      <div className="head">
        <div>
          <h2 id="group-title" tabIndex={-1} ref={title}>
            {GroupName}
          </h2>
          {group.Description !== '' && <p className="lead">{group.Description}</p>}
        </div>
        <div className="actions">
          <button type="button" className="button" ref={editButton} onClick={() => setMode('edit')}>
            <Icon name="edit" /> {t.edit}
          </button>
          <button
            type="button"
            className="button"
            aria-expanded={mode === 'delete'}
            ref={deleteButton}
            onClick={() => setMode('delete')}
          >
            <Icon name="remove" /> {t.remove}
          </button>
        </div>
      </div>
      {mode === 'delete' && (
        <Confirm
          question={t.deleteGroup(GroupName)}
          onClose={() => setMode('view')}
          onConfirm={async (call) => {
            await call('DeleteApiGroup', { GroupId });
            return () => {
              announce(t.groupDeleted(GroupName));
              location.hash = groupsHash;
              document.getElementById('groups-title')?.focus();
            };
          }}
        />
      )}
      <Facts group={group} />
    </header>
  );
}

function Facts({ group }: { readonly group: Group }): ReactElement {
  const t = useTexts();
  const created = new Date(group.CreatedTime).toLocaleString(t.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <dl className="facts">
      <div className="wide">
        <dt>{t.address}</dt>
        <dd>
          <code>{group.SubDomain}</code> <CopyButton text={group.SubDomain} label={t.address} />
        </dd>
      </div>
      <div>
        <dt>{t.basePath}</dt>
        <dd>
          <code>{group.BasePath}</code>
        </dd>
      </div>
      <div>
        <dt>{t.created}</dt>
        <dd>{created}</dd>
      </div>
    </dl>
  );
}
