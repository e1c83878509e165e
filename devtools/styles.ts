import { css } from 'lit';

/** What all parts of the panel look like. Colours have a contrast of at least 4.5 to 1 on both backgrounds. */
export const styles = css`
  :host {
    --bg: light-dark(#ffffff, #16181d);
    --surface: light-dark(#f5f6f8, #1d2026);
    --raised: light-dark(#ffffff, #252930);
    --hover: light-dark(#eaedf2, #2b3038);
    --border: light-dark(#d8dce3, #353b45);
    --control: light-dark(#8b94a1, #6b7583);
    --text: light-dark(#1a1e24, #e7eaef);
    --muted: light-dark(#57606c, #a6afbb);
    --accent: light-dark(#0a5cc7, #7ab7ff);
    --on-accent: light-dark(#ffffff, #0a1524);
    --selected: light-dark(#e4effd, #1c3048);
    --ok: light-dark(#126b39, #63d38e);
    --ok-bg: light-dark(#e1f5e8, #16301f);
    --bad: light-dark(#ad2118, #ff9a92);
    --bad-bg: light-dark(#fdeae8, #3b1d1b);
    --warn: light-dark(#7d4a00, #f2bd62);
    --warn-bg: light-dark(#fdf1dc, #35280f);
    --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono', monospace;
    --font:
      13px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei',
      'Noto Sans CJK SC', sans-serif;
    box-sizing: border-box;
    color: var(--text);
    font: var(--font);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  pre,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 14px;
    font-weight: 650;
    line-height: 1.3;
  }
  h3 {
    font-size: 12px;
    font-weight: 650;
    color: var(--muted);
  }
  .mono {
    font-family: var(--mono);
    font-size: 12px;
  }
  .muted {
    color: var(--muted);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .break {
    overflow-wrap: anywhere;
  }
  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    cursor: pointer;
  }
  button:is(:disabled, [aria-disabled='true']) {
    cursor: default;
    opacity: 0.55;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 30px;
    padding: 3px 11px;
    border: 1px solid var(--border);
    border-radius: 6px;
    background: var(--raised);
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    background: var(--hover);
  }
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .button.danger {
    color: var(--bad);
  }
  .button[aria-pressed='true'] {
    background: var(--selected);
    border-color: var(--accent);
    color: var(--accent);
  }
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    flex: none;
    width: 30px;
    height: 30px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--muted);
  }
  .tool:hover:not(:disabled) {
    background: var(--hover);
    color: var(--text);
  }
  .tool[aria-pressed='true'] {
    background: var(--selected);
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  input:not([type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 30px;
    padding: 3px 8px;
    border: 1px solid var(--control);
    border-radius: 6px;
    background: var(--bg);
  }
  select {
    padding-right: 4px;
  }
  textarea {
    resize: vertical;
    font-family: var(--mono);
    font-size: 12px;
    min-height: 64px;
  }
  label :is(input, select, textarea, .hint, .error),
  .label .muted,
  label .muted {
    font-weight: 400;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }
  label,
  .label {
    display: block;
    font-weight: 600;
    font-size: 12px;
  }
  .field {
    display: grid;
    gap: 3px;
    align-content: start;
  }
  .hint {
    color: var(--muted);
    font-size: 12px;
    overflow-wrap: anywhere;
  }
  .error {
    color: var(--bad);
    font-size: 12px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(190px, 100%), 1fr));
    gap: 12px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 12px;
    border-bottom: 1px solid var(--border);
    flex: none;
  }
  .scroll {
    overflow: auto;
    flex: 1;
    min-height: 0;
    overscroll-behavior: contain;
  }
  .stack {
    display: grid;
    gap: 20px;
    padding: 14px 12px 24px;
    align-content: start;
    grid-template-columns: minmax(0, 1fr);
  }
  .section {
    display: grid;
    gap: 10px;
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    border: 1px solid var(--border);
    border-radius: 8px;
    background: var(--surface);
    padding: 12px;
    display: grid;
    gap: 8px;
    grid-template-columns: minmax(0, 1fr);
  }
  .card.bad {
    background: var(--bad-bg);
    border-color: color-mix(in srgb, var(--bad) 35%, transparent);
  }
  .card.warn {
    background: var(--warn-bg);
    border-color: color-mix(in srgb, var(--warn) 35%, transparent);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 7px;
    border-radius: 10px;
    font-size: 12px;
    line-height: 20px;
    white-space: nowrap;
    background: var(--hover);
  }
  .chip.ok {
    background: var(--ok-bg);
    color: var(--ok);
  }
  .chip.bad {
    background: var(--bad-bg);
    color: var(--bad);
  }
  .chip.warn {
    background: var(--warn-bg);
    color: var(--warn);
  }
  /* On its own colour it is no pill, and stands where the text does. */
  .card.bad .chip.bad {
    padding: 0;
  }
  .chip.small {
    font-size: 11px;
    line-height: 18px;
    padding: 0 6px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .empty {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 8px;
    padding: 48px 24px;
    text-align: center;
    color: var(--muted);
    text-wrap: balance;
  }
  .empty strong {
    color: var(--text);
    font-size: 14px;
  }
  .empty p {
    max-width: 44ch;
  }

  .list {
    display: grid;
    border: 1px solid var(--border);
    border-radius: 8px;
    overflow: hidden;
  }
  .list > li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 12px;
    min-height: 46px;
    background: var(--raised);
  }
  .list > li + li {
    border-top: 1px solid var(--border);
  }

  pre {
    font-family: var(--mono);
    font-size: 12px;
    line-height: 1.5;
    padding: 10px 12px;
    overflow: auto;
    max-height: 320px;
    border: 1px solid var(--border);
    border-radius: 8px;
    background: var(--surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 2;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 5px 10px 5px 0;
    border-bottom: 1px solid var(--border);
    font-weight: 400;
  }
  th {
    color: var(--muted);
    white-space: nowrap;
    width: 1%;
  }
  td {
    overflow-wrap: anywhere;
  }

  .meter {
    height: 6px;
    border-radius: 3px;
    background: var(--border);
    overflow: hidden;
  }
  .meter > div {
    height: 100%;
    background: var(--accent);
    border-radius: 3px;
  }
  .meter.full > div {
    background: var(--bad);
  }

  cloudapi-devtools-rows {
    display: block;
    overflow: auto;
    flex: 1;
    min-height: 0;
    overscroll-behavior: contain;
    position: relative;
  }
  .rows {
    position: relative;
  }
  .slot {
    position: absolute;
    inset: 0 0 auto 0;
  }

  .split {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .split > .master {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  .split > .detail {
    flex: 1.3;
    min-width: 0;
    min-height: 0;
    display: flex;
    flex-direction: column;
    border-left: 1px solid var(--border);
  }
  @container devtools (max-width: 760px) {
    .split.open > .master {
      display: none;
    }
    .split > .detail {
      border-left: 0;
    }
    .split > .hollow {
      display: none;
    }
  }
  @container devtools (max-width: 760px) {
    .shut {
      display: none;
    }
  }
  @container devtools (min-width: 761px) {
    .back {
      display: none;
    }
    .split:not(.bare) > .master {
      flex: 0 1 380px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .button,
    .tool,
    .row {
      transition: background-color 0.12s;
    }
  }
  @media (forced-colors: active) {
    .button[aria-pressed='true'],
    .tool[aria-pressed='true'],
    [aria-selected='true'],
    .row[aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .meter {
      border: 1px solid CanvasText;
    }
    .meter > div {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
