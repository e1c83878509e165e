/** The control plane's hosts (META24, CLIMETA, TSSDK): regional, VPC, the SDKs' fallback, and the central one. */
const HOST = /^(?:(?:apigateway|apigateway-vpc|cloudapi)\.([a-z0-9-]+)|apigateway)\.aliyuncs\.com$/;

/** Whether a URL's host is one of API Gateway's control plane. */
export function isCloudApiEndpoint(url: string | URL): boolean {
  return HOST.test(withoutDot((typeof url === 'string' ? new URL(url) : url).hostname));
}

/**
 * The region that an endpoint serves: it is part of the host, and no parameter.
 * @returns `undefined` for a host that names none, as the central one and a mount of your own.
 */
export function endpointRegion(hostname: string): string | undefined {
  return HOST.exec(withoutDot(hostname))?.[1];
}

/** A host may be written with the root's dot at its end. */
function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, '');
}
