import type { ReactElement } from 'react';
import type { Api, Group } from './cloud-api.ts';
import { STAGE, deploy, forecastApi, isDeployed } from './forecast.ts';
import { useChange, usePortal, useReading } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { Empty, Section } from './section.tsx';
import { ServiceForm } from './service-form.tsx';
import { useTexts } from './texts.ts';
import { TryForecast } from './try-forecast.tsx';

/** The forecast APIs of a group: to publish, and to call. */
export function ApiSection({ group }: { readonly group: Group }): ReactElement {
  const t = useTexts();
  const { data, task, again } = useReading(`apis ${group.GroupId}`, (call) =>
    call('DescribeApis', { GroupId: group.GroupId, PageSize: '100' }),
  );
  const apis = data?.ApiSummarys.ApiSummary;
  return (
    <Section id="apis-title" title={t.apis} hint={t.apisHint} create={t.newApi}>
      {({ isNew, close }) => (
        <>
          {isNew && <PublishForm group={group} onClose={close} />}
          <TaskNotice task={task} onRetry={again} />
          {apis?.length === 0 && !isNew && <Empty title={t.noApis} hint={t.noApisHint} />}
          {apis?.map((api) => (
            <ApiCard key={api.ApiId} group={group} api={api} />
          ))}
        </>
      )}
    </Section>
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
