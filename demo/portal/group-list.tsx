import { useState } from 'react';
import type { ReactElement } from 'react';
import { Icon } from './icons.tsx';
import { Pager } from './pager.tsx';
import { useReading } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { Empty } from './section.tsx';
import { groupHash, newGroupHash } from './route.ts';
import type { Route } from './route.ts';
import { useTexts } from './texts.ts';

const PAGE_SIZE = 10;

/** All groups, the one that changed last first. */
export function GroupList({ route }: { readonly route: Route }): ReactElement {
  const t = useTexts();
  const [page, setPage] = useState(1);
  const { data, task, again } = useReading(`groups ${page}`, (call) =>
    call('DescribeApiGroups', { PageNumber: String(page), PageSize: String(PAGE_SIZE) }),
  );
  const groups = data?.ApiGroupAttributes.ApiGroupAttribute;
  const pages = Math.ceil((data?.TotalCount ?? 0) / PAGE_SIZE);
  // The last of a page may be gone by now.
  if (groups?.length === 0 && page > 1) setPage(Math.max(1, pages));

  return (
    <nav className="groups" aria-labelledby="groups-title">
      <div className="head">
        <h2 id="groups-title" tabIndex={-1}>
          {t.groups} {data !== undefined && <span className="count">{data.TotalCount}</span>}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t.refresh}
          title={t.refresh}
          onClick={again}
        >
          <Icon name="refresh" />
        </button>
      </div>
      <a className="button primary" href={newGroupHash}>
        <Icon name="plus" /> {t.newGroup}
      </a>
      <TaskNotice task={task} onRetry={again} />
      {groups === undefined && task.isBusy && <p className="hint">{t.reading}</p>}
      {groups?.length === 0 && page === 1 && <Empty title={t.noGroups} hint={t.noGroupsHint} />}
      <ul aria-label={t.groups}>
        {groups?.map(({ GroupId, GroupName, Description }) => (
          <li key={GroupId}>
            <a
              href={groupHash(GroupId)}
              aria-current={route.to === 'group' && route.groupId === GroupId ? 'page' : undefined}
            >
              <strong>{GroupName}</strong>
              {Description !== '' && <span>{Description}</span>}
            </a>
          </li>
        ))}
      </ul>
      <Pager page={page} pages={pages} onPage={setPage} />
    </nav>
  );
}
