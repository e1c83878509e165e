import type { Exchange, JournalEntry } from '../../src/index.ts';

/** Ways to write a call down for use elsewhere. */
export type CopyFormat = 'test' | 'call' | 'curl' | 'aliyun';

/** A request to a SubDomain is no action, so neither `emulator.call` nor the CLI can make it. */
export function formatsOf({ via }: JournalEntry): readonly CopyFormat[] {
  return via === 'subdomain' ? ['test', 'curl'] : ['test', 'call', 'curl', 'aliyun'];
}

/** Writes a call as code or as a command. */
export function writeCall(format: CopyFormat, entry: JournalEntry, exchange: Exchange | undefined): string {
  const { action, parameters, region } = entry;
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
function writeTest(entry: JournalEntry): string {
  const { action, api, code, method, path, via, injected } = entry;
  const isForSubDomain = via === 'subdomain';
  const name = isForSubDomain ? `${method} ${path}` : action;
  const target = isForSubDomain ? { api } : { action };
  const lines = [
    ...(injected && code !== undefined
      ? [`cloudapi.faults.add(${literal({ ...target, error: code, times: 1 }, '  ')});`]
      : []),
    `// Do what makes your application call ${name}.`,
    '',
    `expect(cloudapi).toHaveReceived(${wantedOf(entry)});`,
    ...(code === undefined || code === NOT_FOUND || isForSubDomain
      ? []
      : [`expect(cloudapi).toHaveReceived(${literal({ action, code }, '  ')});`]),
  ];
  return `import { expect } from 'vitest';
import { test } from 'cloudapi-emulator/vitest';

test(${literal(`calls ${name}`)}, async ({ cloudapi }) => {
${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}
});`;
}

/** The matcher refuses an action that does not exist, unless the code says so too. */
const NOT_FOUND = 'InvalidApi.NotFound';

/** What the matcher looks for. Parameters that nobody read are no part of the call. */
function wantedOf({ action, api, code, method, parameters, path, stage, unread, via }: JournalEntry): string {
  if (via === 'subdomain') {
    const match = { via, method, path, stage, ...(api === '' ? {} : { api }), ...(code && { code }) };
    return literal(match, '  ');
  }
  const read = Object.fromEntries(Object.entries(parameters).filter(([name]) => !unread.includes(name)));
  return code === NOT_FOUND
    ? literal({ action, code, parameters: read }, '  ')
    : `'${action}', ${literal(read, '  ')}`;
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
