import { css } from 'lit';

/** The button and the frame of the panel. */
export const shellStyles = css`
  /* Important here is what a page's own rule for all elements would win over. */
  :host {
    color-scheme: light dark;
    position: fixed !important;
    z-index: 2147483000 !important;
    inset: auto 0 0 auto !important;
  }
  :host([data-theme='light']) {
    color-scheme: light !important;
  }
  :host([data-theme='dark']) {
    color-scheme: dark !important;
  }
  /* What a page gives its text, and all that is in it, stays outside. */
  .panel,
  .launcher {
    all: initial;
    direction: ltr;
    color-scheme: inherit;
    box-sizing: border-box;
    font: var(--font);
  }
  .launcher:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .light {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: light-dark(#1f9d55, #4fd283);
    forced-color-adjust: none;
  }
  .light.bad {
    background: var(--bad);
  }
  .launcher {
    position: fixed;
    right: 16px;
    /* Several are one above the other. */
    bottom: calc(16px + var(--place) * 44px);
    max-width: min(240px, calc(100vw - 32px));
    display: inline-flex;
    align-items: center;
    gap: 8px;
    height: 36px;
    padding: 0 14px;
    border: 1px solid var(--border);
    border-radius: 18px;
    background: var(--raised);
    color: var(--text);
    font-weight: 600;
    cursor: pointer;
    box-shadow: 0 4px 16px light-dark(#1a1e2426, #00000080);
  }
  .launcher:hover {
    background: var(--hover);
  }
  /* Over a page that is narrow it covers as little as it can. */
  @media (max-width: 640px) {
    .launcher {
      right: 4px;
      bottom: calc(4px + var(--place) * 32px);
      height: 28px;
      min-width: 28px;
      padding: 0 4px;
      gap: 4px;
      justify-content: center;
      font-size: 12px;
    }
    .brand {
      display: none;
    }
  }
  .count {
    min-width: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--bad-bg);
    color: var(--bad);
    font-size: 12px;
    line-height: 20px;
    text-align: center;
  }
  .panel {
    position: fixed;
    display: flex;
    flex-direction: column;
    background: var(--bg);
    color: var(--text);
    container: devtools / inline-size;
    max-width: 100vw;
    max-height: 100dvh;
    overflow: hidden;
  }
  .panel.right {
    border-left: 1px solid var(--border);
    box-shadow: -6px 0 24px light-dark(#1a1e2414, #00000059);
  }
  .panel.bottom {
    border-top: 1px solid var(--border);
    box-shadow: 0 -6px 24px light-dark(#1a1e2414, #00000059);
  }
  .panel.floating {
    border: 1px solid var(--border);
    border-radius: 12px;
    box-shadow: 0 12px 40px light-dark(#1a1e2433, #000000a6);
  }
  .panel.sheet {
    inset: auto 0 0 0;
    height: 85dvh;
    border-top: 1px solid var(--border);
    border-radius: 12px 12px 0 0;
    box-shadow: 0 -6px 24px light-dark(#1a1e2426, #00000059);
  }
  .sheet .positions,
  .sheet .grip {
    display: none;
  }
  .edge {
    position: absolute;
    z-index: 2;
    touch-action: none;
  }
  .edge.left,
  .edge.right {
    top: 0;
    bottom: 0;
    width: 6px;
    cursor: ew-resize;
  }
  .edge.top,
  .edge.bottom {
    left: 0;
    right: 0;
    height: 6px;
    cursor: ns-resize;
  }
  .edge.left {
    left: 0;
    right: auto;
  }
  .edge.right {
    right: 0;
    left: auto;
  }
  .edge.top {
    top: 0;
    bottom: auto;
  }
  .edge.bottom {
    bottom: 0;
    top: auto;
  }
  .edge:is(.left, .right):is(.top, .bottom) {
    width: 16px;
    height: 16px;
    cursor: nwse-resize;
  }
  .edge:is(.top.right, .bottom.left) {
    cursor: nesw-resize;
  }
  .floating .head {
    cursor: move;
    touch-action: none;
    user-select: none;
  }
  .edge:hover,
  .edge:focus-visible {
    background: var(--accent);
    outline: 0;
  }
  .head {
    border-bottom: 0;
    padding-bottom: 2px;
  }
  .positions {
    display: flex;
  }
  .settings {
    gap: 12px;
    background: var(--surface);
    border-top: 1px solid var(--border);
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: 0 8px;
    border-bottom: 1px solid var(--border);
    overflow-x: auto;
    scrollbar-width: none;
    flex: none;
  }
  .tabs button {
    display: flex;
    gap: 5px;
    align-items: center;
    padding: 8px 9px;
    border: 0;
    border-bottom: 2px solid transparent;
    background: none;
    color: var(--muted);
    white-space: nowrap;
    font-weight: 600;
  }
  .badge {
    display: inline-flex;
    min-width: 17px;
    height: 17px;
    padding: 0 5px;
    border-radius: 9px;
    align-items: center;
    justify-content: center;
    background: var(--warn-bg);
    color: var(--warn);
    font-size: 11px;
    line-height: 1;
  }
  .badge .icon {
    width: 10px;
    height: 10px;
    stroke-width: 2;
  }
  .tabs button:hover {
    color: var(--text);
  }
  .tabs button[aria-selected='true'] {
    color: var(--accent);
    border-bottom-color: var(--accent);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
  }
  .content {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .content > :not(.banner) {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .banner {
    padding: 8px 12px;
    background: var(--bad-bg);
    color: var(--bad);
    overflow-wrap: anywhere;
  }
`;
