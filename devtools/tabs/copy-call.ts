import type { Exchange, JournalEntry } from '../../src/index.ts';

export const copyFormats = ['test', 'call', 'curl', 'aliyun'] as const;

/** Ways to write a call down for use elsewhere. */
export type CopyFormat = (typeof copyFormats)[number];

/** Writes a call as code or as a command. */
export function writeCall(format: CopyFormat, entry: JournalEntry, exchange: Exchange | undefined): string {
  const { action, parameters, region } = entry;
  // A request to a SubDomain is no action: only its own wire can be written down.
  if (entry.via === 'subdomain') return writeCurl(entry, exchange);
  switch (format) {
    case 'test':
      return writeTest(entry);
    case 'call':
      return `await emulator.call('${action}', ${literal(parameters)}, { region: ${literal(region)} });`;
    case 'curl':
      return writeCurl(entry, exchange);
    case 'aliyun':
      return [
        `aliyun cloudapi ${action} --region ${shell(region)}`,
        ...flatten(parameters).map(([name, value]) => `  --${name} ${shell(value)}`),
      ].join(' \\\n');
  }
}

/** A vitest test that fails the call in the same way, and then says what the application must have sent. */
function writeTest({ action, code, gate, parameters, injected }: JournalEntry): string {
  const fault =
    injected && code !== undefined
      ? `  cloudapi.faults.add({ action: '${action}', error: '${code}', times: 1 });\n`
      : '';
  const outcome =
    code === undefined || gate === undefined
      ? ''
      : `  expect(cloudapi.journal.find({ action: '${action}', code: '${code}' })).toHaveLength(1);\n`;
  return `import { expect } from 'vitest';
import { test } from 'cloudapi-emulator/vitest';

test('calls ${action}', async ({ cloudapi }) => {
${fault}  // Do what makes your application call ${action}.

  expect(cloudapi).toHaveReceived('${action}', ${literal(parameters, '  ')});
${outcome}});`;
}

function writeCurl(entry: JournalEntry, exchange: Exchange | undefined): string {
  const { action, parameters, region, groupId, method = 'GET', path } = entry;
  const request = exchange?.request;
  if (request === undefined && path !== undefined)
    return `curl -X ${method} ${shell(`https://${groupId}-${region}.alicloudapi.com${path}`)}`;
  if (request === undefined) {
    const query = new URLSearchParams([
      ['Action', action],
      ['Version', '2016-07-14'],
      ['Format', 'JSON'],
      ...flatten(parameters),
    ]);
    return `curl ${shell(`https://apigateway.${region}.aliyuncs.com/?${query}`)}`;
  }
  return [
    `curl ${request.method === 'GET' ? '' : `-X ${request.method} `}${shell(request.url)}`,
    ...Object.entries(request.headers).map(([name, value]) => `  -H ${shell(`${name}: ${value}`)}`),
    ...(request.body === '' ? [] : [`  --data-raw ${shell(request.body)}`]),
  ].join(' \\\n');
}

/** A string that a POSIX shell takes as it is. */
function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Lists and objects in their flat form: `Tag.1.Key`. */
function flatten(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, member]) => {
    const part = isList ? String(Number(key) + 1) : key;
    return flatten(member, name === '' ? part : `${name}.${part}`);
  });
}

/** A JSON value as TypeScript writes it. */
function literal(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  if (typeof value === 'string')
    return `'${JSON.stringify(value)
      .slice(1, -1)
      .replaceAll(String.raw`\"`, '"')
      .replaceAll("'", String.raw`\'`)}'`;
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).map(([name, member]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    return `${key}: ${literal(member, inner)}`;
  });
  if (members.length === 0) return '{}';
  const line = `{ ${members.join(', ')} }`;
  return line.length <= 70
    ? line
    : `{\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}}`;
}
