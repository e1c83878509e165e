/** Whether this is Node, which jsdom and happy-dom can make look like a page. Electron's pages are pages. */
export function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: unknown }; type?: unknown } };
  return process?.versions?.node !== undefined && process.type !== 'renderer';
}
