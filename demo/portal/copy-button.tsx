import { useState } from 'react';
import type { ReactElement } from 'react';
import { Icon } from './icons.tsx';
import { useTexts } from './texts.ts';

/** Copies a text that one needs elsewhere. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const t = useTexts();
  const [copied, setCopied] = useState('');
  const isCopied = copied === text;
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={`${t.copy}: ${label}`}
        title={isCopied ? t.copied : t.copy}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      >
        <Icon name={isCopied ? 'check' : 'copy'} />
      </button>
      <span className="visually-hidden" role="status">
        {isCopied && t.copied}
      </span>
    </>
  );
}
