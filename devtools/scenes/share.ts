import type { Snapshot } from '../../src/index.ts';

const KEY = 'cloudapi-scene=';

/** A link to this page that brings a scene with it, compressed, in the hash: it goes to no server. */
export async function shareLink(snapshot: Snapshot): Promise<string> {
  const bytes = await transformed(
    new TextEncoder().encode(JSON.stringify(snapshot)),
    new CompressionStream('deflate-raw'),
  );
  const url = new URL(location.href);
  url.hash = KEY + toBase64Url(bytes);
  return url.href;
}

/** The scene that the page's address brings, as it came; `undefined` if it brings none. */
export function readSharedScene(): string | undefined {
  const hash = location.hash.slice(1);
  return hash.startsWith(KEY) ? hash.slice(KEY.length) : undefined;
}

/** Takes the scene out of the page's address. */
export function forgetSharedScene(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** Bytes of an unpacked scene, at most, so that a small link cannot fill the memory. */
const MAX_BYTES = 50_000_000;

/**
 * Unpacks a scene. What it is, `emulator.restore` checks.
 * @throws {TypeError} if it cannot be unpacked
 */
export async function unpackScene(packed: string): Promise<Snapshot> {
  try {
    const bytes = await transformed(fromBase64Url(packed), new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder().decode(bytes)) as Snapshot;
  } catch (cause) {
    throw new TypeError('The link holds no scene, or only a part of one.', { cause });
  }
}

async function transformed(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_BYTES) {
      await reader.cancel();
      throw new RangeError('The scene is too large.');
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}
