import type { ReactElement } from 'react';
import { useTexts } from './texts.ts';

/** Leads from page to page of a long list; nothing if there is one page. */
export function Pager({
  page,
  pages,
  onPage,
}: {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}): ReactElement | null {
  const t = useTexts();
  if (pages <= 1) return null;
  return (
    <div className="pager">
      <button type="button" className="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t.newer}
      </button>
      <span role="status">{t.pageOf(page, pages)}</span>
      <button type="button" className="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t.older}
      </button>
    </div>
  );
}
