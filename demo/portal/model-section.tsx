import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Model } from './cloud-api.ts';
import { Confirm } from './confirm.tsx';
import { Icon } from './icons.tsx';
import { Pager } from './pager.tsx';
import { usePortal, useReading } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { Empty, Section } from './section.tsx';
import { ServiceForm } from './service-form.tsx';
import { useTexts } from './texts.ts';
import { useReturnFocus } from './use-return-focus.ts';

const PAGE_SIZE = 10;
const EXAMPLE = `{
  "type": "object",
  "properties": {
    "city": { "type": "string" },
    "high": { "type": "integer" }
  },
  "required": ["city"]
}`;

/** The models of a group. */
export function ModelSection({ groupId }: { readonly groupId: string }): ReactElement {
  const t = useTexts();
  const [page, setPage] = useState(1);
  const { data, task, again } = useReading(`models ${groupId} ${page}`, (call) =>
    call('DescribeModels', { GroupId: groupId, PageNumber: String(page), PageSize: String(PAGE_SIZE) }),
  );
  const models = data?.ModelDetails.ModelDetail;
  const pages = Math.ceil((data?.TotalCount ?? 0) / PAGE_SIZE);
  if (models?.length === 0 && page > 1) setPage(Math.max(1, pages));

  const title = (
    <>
      {t.models}{' '}
      {data !== undefined && data.TotalCount > 0 && <span className="count">{data.TotalCount}</span>}
    </>
  );
  return (
    <Section id="models-title" title={title} hint={t.modelsHint} create={t.newModel}>
      {({ isNew, close, newButton }) => (
        <>
          {isNew && <ModelForm groupId={groupId} onClose={close} />}
          <TaskNotice task={task} onRetry={again} />
          {models?.length === 0 && !isNew && page === 1 && <Empty title={t.noModels} hint={t.noModelsHint} />}
          {models !== undefined && models.length > 0 && (
            <ul className="card rows" aria-label={t.models}>
              {models.map((model) => (
                <ModelRow
                  key={model.ModelId}
                  groupId={groupId}
                  model={model}
                  onDeleted={() => newButton.current?.focus()}
                />
              ))}
            </ul>
          )}
          <Pager page={page} pages={pages} onPage={setPage} />
        </>
      )}
    </Section>
  );
}

function ModelRow({
  groupId,
  model,
  onDeleted,
}: {
  readonly groupId: string;
  readonly model: Model;
  readonly onDeleted: () => void;
}): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  const [mode, setMode] = useState<'view' | 'edit' | 'delete'>('view');
  const { ModelName, Description, Schema } = model;
  const editButton = useReturnFocus(mode === 'edit');
  const deleteButton = useReturnFocus(mode === 'delete');
  const close = (): void => setMode('view');
  if (mode === 'edit') {
    return (
      <li>
        <ModelForm groupId={groupId} model={model} onClose={close} />
      </li>
    );
  }
  return (
    <li>
      <div className="head">
        <details>
          <summary>
            <strong>{ModelName}</strong> {Description !== '' && <span className="hint">{Description}</span>}
          </summary>
          <pre className="code" tabIndex={0} role="region" aria-label={t.showSchema(ModelName)}>
            {Schema}
          </pre>
        </details>
        <div className="actions">
          <button
            type="button"
            className="icon-button"
            aria-label={`${t.edit}: ${ModelName}`}
            title={t.edit}
            ref={editButton}
            onClick={() => setMode('edit')}
          >
            <Icon name="edit" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`${t.remove}: ${ModelName}`}
            title={t.remove}
            ref={deleteButton}
            onClick={() => setMode('delete')}
          >
            <Icon name="remove" />
          </button>
        </div>
      </div>
      {mode === 'delete' && (
        <Confirm
          question={t.deleteModel(ModelName)}
          onClose={close}
          onConfirm={async (call) => {
            await call('DeleteModel', { GroupId: groupId, ModelName });
            return () => {
              announce(t.groupDeleted(ModelName));
              onDeleted();
            };
          }}
        />
      )}
    </li>
  );
}

/** Makes a model, or changes one. */
function ModelForm({
  groupId,
  model,
  onClose,
}: {
  readonly groupId: string;
  readonly model?: Model;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTexts();
  const { announce } = usePortal();
  return (
    <ServiceForm
      title={model === undefined ? t.newModel : t.editModel(model.ModelName)}
      submit={model === undefined ? t.create : t.save}
      fields={[
        { name: 'ModelName', label: t.modelName, hint: t.modelNameHint, value: model?.ModelName ?? '' },
        {
          name: 'Description',
          label: t.description,
          hint: t.descriptionHint,
          value: model?.Description ?? '',
        },
        {
          name: 'Schema',
          label: t.schema,
          hint: t.schemaHint,
          value: model?.Schema ?? EXAMPLE,
          isCode: true,
        },
      ]}
      onCancel={onClose}
      onSubmit={async ({ ModelName, ...rest }, call) => {
        const parameters = { GroupId: groupId, ...rest };
        await (model === undefined
          ? call('CreateModel', { ...parameters, ModelName })
          : call('ModifyModel', { ...parameters, ModelName: model.ModelName, NewModelName: ModelName }));
        return () => {
          announce(model === undefined ? t.groupCreated(ModelName) : t.saved);
          onClose();
        };
      }}
    />
  );
}
