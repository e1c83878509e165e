import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Api, Group } from './cloud-api.ts';
import { STAGE, deploy, forecastApi, isDeployed } from './forecast.ts';
import { Icon } from './icons.tsx';
import { useChange, usePortal, useReading } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { ServiceForm } from './service-form.tsx';
import { useTexts } from './texts.ts';
import { TryForecast } from './try-forecast.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** The forecast APIs of a group: to publish, and to call. */
export function ApiSection({ group }: { readonly group: Group }): ReactElement {
  const t = useTexts();
  const [isNew, setIsNew] = useState(false);
  const newButton = useReturnFocus(isNew);
  const { data, task, again } = useReading(`apis ${group.GroupId}`, (call) =>
    call('DescribeApis', { GroupId: group.GroupId, PageSize: '100' }),
  );
  const apis = data?.ApiSummarys.ApiSummary;
  return (
    <section aria-labelledby="apis-title">
      <div className="head">
        <div>
          <h3 id="apis-title">{t.apis}</h3>
          <p className="hint">{t.apisHint}</p>
        </div>
        {!isNew && (
          <button type="button" className="button" ref={newButton} onClick={() => setIsNew(true)}>
            <Icon name="plus" /> {t.newApi}
          </button>
        )}
      </div>
      {isNew && <PublishForm group={group} onClose={() => setIsNew(false)} />}
      <TaskNotice task={task} onRetry={again} />
      {apis?.length === 0 && !isNew && (
        <div className="empty">
          <strong>{t.noApis}</strong>
          <p>{t.noApisHint}</p>
        </div>
      )}
      {apis?.map((api) => (
        <ApiCard key={api.ApiId} group={group} api={api} />
      ))}
    </section>
  );
}

function ApiCard({ group, api }: { readonly group: Group; readonly api: Api }): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  const task = useChange();
  const isLive = isDeployed(api);
  const ids = { GroupId: group.GroupId, ApiId: api.ApiId };

  async function unpublish(): Promise<void> {
    const done = await task.run(async (call) => {
      if (isLive) await call('AbolishApi', { ...ids, StageName: STAGE });
      await call('DeleteApi', ids);
      return true;
    });
    if (done === true) announce(t.unpublished(api.ApiName));
  }

  async function deployAgain(): Promise<void> {
    const done = await task.run(async (call) => {
      await deploy(call, group.GroupId, api.ApiId);
      return true;
    });
    if (done === true) announce(t.published(api.ApiName));
  }

  return (
    <div className="card api">
      <div className="head">
        <div className="api-title">
          <strong>{api.ApiName}</strong>
          <span className={isLive ? 'chip live' : 'chip'}>{isLive ? t.deployed : t.notDeployed}</span>
          <code>
            {api.ApiMethod} {api.ApiPath}
          </code>
        </div>
        <div className="actions">
          {!isLive && (
            <button
              type="button"
              className="button"
              aria-disabled={task.isBusy}
              onClick={() => void deployAgain()}
            >
              {t.deploy}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-disabled={task.isBusy}
            onClick={() => void unpublish()}
          >
            {t.unpublish}
          </button>
        </div>
      </div>
      <TaskNotice task={task} />
      {isLive && <TryForecast group={group} api={api} />}
    </div>
  );
}

/** Makes an API that asks the weather service, and deploys it. */
function PublishForm({
  group,
  onClose,
}: {
  readonly group: Group;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  return (
    <ServiceForm
      title={t.newApi}
      submit={t.publish}
      fields={[
        { name: 'ApiName', label: t.apiName, hint: t.apiNameHint, value: 'Forecast' },
        { name: 'RequestConfig', label: t.path, hint: t.pathHint, value: '/forecast/[city]' },
      ]}
      onCancel={onClose}
      onSubmit={async ({ ApiName, RequestConfig }, call) => {
        const parameters = { GroupId: group.GroupId, ...forecastApi(ApiName, RequestConfig) };
        const { ApiId } = await call('CreateApi', parameters);
        await deploy(call, group.GroupId, ApiId);
        return () => {
          announce(t.published(ApiName));
          onClose();
        };
      }}
    />
  );
}
