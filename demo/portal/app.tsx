import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { GroupForm } from './group-form.tsx';
import { GroupList } from './group-list.tsx';
import { GroupPage } from './group-page.tsx';
import { Icon, Logo } from './icons.tsx';
import { PortalContext } from './portal-state.ts';
import { RecoveryNotice } from './refusal.tsx';
import { groupsHash, useRoute } from './route.ts';
import { themes, useSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { TextsContext, texts, useTexts } from './texts.ts';
import type { Recovery } from './use-task.ts';

/** Tells that something has changed at the service, by whatever means the application has; gives the way to unsubscribe. */
export type Changes = (listener: () => void) => () => void;

export function App({ changes }: { readonly changes: Changes }): ReactElement {
  const [settings, changeSettings] = useSettings();
  const [version, setVersion] = useState(0);
  const [said, setSaid] = useState('');
  const [recovery, setRecovery] = useState<Recovery>();
  const writing = useRef({ count: 0, hasChanged: false });
  const route = useRoute();
  const t = texts[settings.language];

  useEffect(
    () =>
      changes(() => {
        // What the portal itself changes, it reads when it is done.
        if (writing.current.count > 0) {
          writing.current.hasChanged = true;
          return;
        }
        setVersion((last) => last + 1);
        // It may not be so any more.
        setSaid('');
      }),
    [changes],
  );
  useEffect(() => {
    document.title = t.title;
  }, [t]);

  async function write<Result>(work: () => Promise<Result>): Promise<Result> {
    writing.current.count += 1;
    setSaid('');
    setRecovery(undefined);
    try {
      const result = await work();
      writing.current.hasChanged = true;
      return result;
    } finally {
      writing.current.count -= 1;
      // Also if it failed half-way.
      if (writing.current.hasChanged) setVersion((last) => last + 1);
      writing.current.hasChanged = false;
    }
  }

  return (
    <TextsContext value={t}>
      <PortalContext value={{ version, write, announce: setSaid, recovered: setRecovery }}>
        <div className={`portal at-${route.to}`}>
          <a className="skip" href="#content" onClick={toContent}>
            {t.skip}
          </a>
          <Header settings={settings} onSettings={changeSettings} />
          <p className="said" role="status">
            {said !== '' && <span key={said}>{said}</span>}
          </p>
          {recovery !== undefined && (
            <RecoveryNotice recovery={recovery} onClose={() => setRecovery(undefined)} />
          )}
          <main className="columns">
            <GroupList route={route} />
            <div id="content" className="detail" tabIndex={-1}>
              {route.to !== 'groups' && (
                <a className="back" href={groupsHash}>
                  <Icon name="back" /> {t.allGroups}
                </a>
              )}
              {route.to === 'new' && (
                <GroupForm
                  onClose={() => {
                    location.hash = groupsHash;
                  }}
                />
              )}
              {route.to === 'group' && <GroupPage key={route.groupId} groupId={route.groupId} />}
              {route.to === 'groups' && (
                <div className="empty large">
                  <Logo />
                  <strong>{t.chooseGroup}</strong>
                  <p>{t.chooseGroupHint}</p>
                </div>
              )}
            </div>
          </main>
        </div>
      </PortalContext>
    </TextsContext>
  );
}

/** The hash says where the user is, so the link must not change it. In a narrow window only the list may be there. */
function toContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  const content = document.getElementById('content');
  (content?.checkVisibility() === true ? content : document.getElementById('groups-title'))?.focus();
}

function Header({
  settings: { language, theme },
  onSettings,
}: {
  readonly settings: Settings;
  readonly onSettings: (changes: Partial<Settings>) => void;
}): ReactElement {
  const t = useTexts();
  return (
    <header className="masthead">
      <Logo />
      <div className="names">
        <h1>{t.title}</h1>
        <p>{t.subtitle}</p>
      </div>
      <div className="actions">
        <select
          aria-label={t.language}
          value={language}
          onChange={({ target }) => onSettings({ language: target.value === 'zh' ? 'zh' : 'en' })}
        >
          <option value="en" lang="en">
            English
          </option>
          <option value="zh" lang="zh-CN">
            中文
          </option>
        </select>
        <select
          aria-label={t.theme}
          value={theme}
          onChange={({ target }) =>
            onSettings({ theme: themes.find((name) => name === target.value) ?? 'system' })
          }
        >
          {themes.map((name) => (
            <option key={name} value={name}>
              {t.themes[name]}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}
