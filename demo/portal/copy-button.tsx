import { useState } from 'react';
import type { ReactElement } from 'react';
import { Icon } from './icons.tsx';
import { useTexts } from './texts.ts';

/** Copies a text that one needs elsewhere. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const t = useTexts();
  const [copied, setCopied] = useState('');
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${t.copy}: ${label}`}
      title={t.copy}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
    >
      <Icon name="copy" />
      <span role="status">{copied === text ? t.copied : ''}</span>
    </button>
  );
}
