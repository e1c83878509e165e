import { CORS } from './write.ts';

/**
 * Answers a browser's preflight. Methods and age are observed (fog-aliyun#32, 2019); that the headers asked for are
 * allowed is inferred.
 */
export function writePreflight(request: Request): Response {
  return new Response(null, {
    status: 200,
    headers: {
      ...CORS,
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-allow-methods': 'POST, GET, OPTIONS',
      'access-control-max-age': '172800',
      'content-length': '0',
    },
  });
}
