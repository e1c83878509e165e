import type { CallOutput } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { thrownBy } from './clients.ts';
import { codeOf, ProviderCalls, startForProvider, WAIT } from './terraform-calls.ts';
import { MORNING } from './typed.ts';

/** The stages in the provider's order. */
const STAGES = ['PRE', 'RELEASE', 'TEST'] as const;
type Stage = (typeof STAGES)[number];

interface HttpService {
  readonly address: string;
  readonly path: string;
  readonly method: string;
  readonly timeout: number;
  readonly aone_name: string;
  readonly content_type_category: string;
  readonly content_type_value: string;
}

type VpcService = Omit<HttpService, 'address'> & { readonly name: string; readonly vpc_scheme: string };

interface FunctionService {
  readonly function_type: string;
  readonly region: string;
  readonly function_name: string;
  readonly service_name: string;
  readonly function_base_url: string;
  readonly path: string;
  readonly method: string;
  readonly only_business_path: boolean;
  readonly arn_role: string;
  readonly qualifier: string;
  readonly timeout: number;
}

/** The block of the back end, by its service_type. */
type Service =
  | {
      readonly service_type: 'MOCK';
      readonly config: { readonly result: string; readonly aone_name: string };
    }
  | { readonly service_type: 'HTTP'; readonly config: HttpService }
  | { readonly service_type: 'HTTP-VPC'; readonly config: VpcService }
  | { readonly service_type: 'FunctionCompute'; readonly config: FunctionService };

/** A resource `alicloud_api_gateway_api`, as a configuration describes it and as the provider keeps it in its state. */
interface ApiPlan {
  readonly group_id: string;
  readonly name: string;
  readonly description: string;
  readonly auth_type: string;
  readonly force_nonce_check: boolean;
  readonly request_config: {
    readonly protocol: string;
    readonly method: string;
    readonly path: string;
    readonly mode: string;
    readonly body_format: string;
  };
  readonly service: Service;
  readonly request_parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: string;
    readonly in: string;
    readonly in_service: string;
    readonly name_service: string;
    readonly description: string;
    readonly default_value: string;
  }[];
  readonly constant_parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly value: string;
  }[];
  readonly system_parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly name_service: string;
  }[];
  readonly stage_names: readonly Stage[];
}

type Described = CallOutput<'DescribeApi'>;

/** What the provider takes for a resource that is gone. */
const GONE: ReadonlySet<string> = new Set(['NotFoundApiGroup', 'NotFoundApi', 'NotFoundStage']);

/** Every block is sent, those of other back ends empty, and every key begins with a small letter. */
function serviceConfig({ service_type: type, config }: Service): string {
  const http = type === 'HTTP' || type === 'HTTP-VPC' ? config : undefined;
  const isFunction = type === 'FunctionCompute';
  return JSON.stringify({
    serviceProtocol: isFunction ? 'FunctionCompute' : 'HTTP',
    serviceAddress: type === 'HTTP' ? config.address : type === 'MOCK' ? 'http://www.aliyun.com' : '',
    serviceHttpMethod: http?.method ?? (type === 'MOCK' ? 'GET' : ''),
    servicePath: http?.path ?? '',
    serviceTimeout: type === 'MOCK' ? 30 : config.timeout,
    contentTypeCatagory: http?.content_type_category ?? (isFunction ? 'CLIENT' : ''),
    contentTypeValue: http?.content_type_value ?? '',
    mock: type === 'MOCK' ? 'TRUE' : 'FALSE',
    mockResult: type === 'MOCK' ? config.result : '',
    serviceVpcEnable: type === 'HTTP-VPC' ? 'TRUE' : 'FALSE',
    functionComputeConfig: {
      fcType: isFunction ? config.function_type : '',
      fcRegionId: isFunction ? config.region : '',
      functionName: isFunction ? config.function_name : '',
      serviceName: isFunction ? config.service_name : '',
      roleArn: isFunction ? config.arn_role : '',
      fcBaseUrl: isFunction ? config.function_base_url : '',
      path: isFunction ? config.path : '',
      method: isFunction ? config.method : '',
      onlyBusinessPath: isFunction && config.only_business_path,
      qualifier: isFunction ? config.qualifier : '',
    },
    vpcConfig: {
      name: type === 'HTTP-VPC' ? config.name : '',
      vpcScheme: type === 'HTTP-VPC' ? config.vpc_scheme : '',
    },
    aoneAppName: 'aone_name' in config ? config.aone_name : '',
  });
}

function readService({ ServiceConfig: config }: Described): Service {
  const common = {
    path: config.ServicePath,
    method: config.ServiceHttpMethod,
    timeout: config.ServiceTimeout,
    aone_name: config.AoneAppName ?? '',
    content_type_category: config.ContentTypeCatagory,
    content_type_value: config.ContentTypeValue,
  };
  if (config.Mock === 'TRUE')
    return { service_type: 'MOCK', config: { result: config.MockResult, aone_name: common.aone_name } };
  if (config.ServiceVpcEnable === 'TRUE') {
    const { Name: name = '', VpcScheme: vpc_scheme = '' } = config.VpcConfig ?? {};
    return { service_type: 'HTTP-VPC', config: { ...common, name, vpc_scheme } };
  }
  if (config.ServiceProtocol !== 'FunctionCompute')
    return { service_type: 'HTTP', config: { ...common, address: config.ServiceAddress } };
  const fc = config.FunctionComputeConfig;
  return {
    service_type: 'FunctionCompute',
    config: {
      function_type: fc?.FcType ?? '',
      region: fc?.RegionId ?? '',
      function_name: fc?.FunctionName ?? '',
      service_name: fc?.ServiceName ?? '',
      function_base_url: fc?.FcBaseUrl ?? '',
      path: fc?.Path ?? '',
      method: fc?.Method ?? '',
      only_business_path: fc?.OnlyBusinessPath ?? false,
      arn_role: fc?.RoleArn ?? '',
      qualifier: fc?.Qualifier ?? '',
      timeout: config.ServiceTimeout,
    },
  };
}

/** Constant and system parameters are sent among the others, by their catalog. */
function parameters({ request_parameters, constant_parameters, system_parameters }: ApiPlan) {
  const all = [
    ...request_parameters.map((one) => ({ ...one, catalog: 'REQUEST' })),
    ...constant_parameters.map((one) => ({
      ...one,
      type: 'String',
      required: 'REQUIRED',
      in_service: one.in,
      name_service: one.name,
      description: '',
      default_value: one.value,
      catalog: 'CONSTANT',
    })),
    ...system_parameters.map((one) => ({
      ...one,
      type: 'String',
      required: 'REQUIRED',
      in_service: one.in,
      description: '',
      default_value: '',
      catalog: 'SYSTEM',
    })),
  ];
  return {
    RequestParameters: JSON.stringify(
      all.map((one) => ({
        parameterType: one.type,
        name: one.name,
        apiParameterName: one.name,
        description: one.description,
        location: one.in,
        required: one.required,
        defaultValue: one.default_value,
      })),
    ),
    ServiceParameters: JSON.stringify(
      all.map((one) => ({
        serviceParameterName: one.name_service,
        location: one.in_service,
        parameterType: one.type,
        parameterCatalog: one.catalog,
      })),
    ),
    ServiceParametersMap: JSON.stringify(
      all.map((one) => ({ requestParameterName: one.name, serviceParameterName: one.name_service })),
    ),
  };
}

/** What CreateApi and ModifyApi are both sent. */
function definition(plan: ApiPlan) {
  const { protocol, method, path, mode, body_format } = plan.request_config;
  return {
    ApiName: plan.name,
    Description: plan.description,
    AuthType: plan.auth_type,
    ForceNonceCheck: plan.force_nonce_check,
    RequestConfig: JSON.stringify({
      requestProtocol: protocol,
      requestHttpMethod: method,
      requestPath: path,
      requestMode: mode,
      bodyFormat: body_format,
    }),
    ServiceConfig: serviceConfig(plan.service),
    ...parameters(plan),
    ResultType: 'JSON',
    ResultSample: 'Result Sample',
    Visibility: 'PRIVATE',
    AllowSignatureMethod: 'HmacSHA256',
    WebSocketApiType: 'COMMON',
  };
}

/** How the provider drives an API, in its own order of calls. It knows the API by `GroupId:ApiId`. */
class ApiProvider extends ProviderCalls {
  async createApi(plan: ApiPlan): Promise<{ readonly id: string; readonly state: ApiPlan }> {
    const { ApiId } = await this.call('CreateApi', { GroupId: plan.group_id, ...definition(plan) });
    const id = `${plan.group_id}:${ApiId}`;
    await this.#updateStages(id, plan);
    return { id, state: await this.#found(id) };
  }

  /** `undefined` where the API is gone. */
  async readApi(id: string): Promise<ApiPlan | undefined> {
    try {
      const described = await this.call('DescribeApi', identity(id));
      const stage_names: Stage[] = [];
      for (const stage of STAGES) if (await this.#isDeployed(id, stage)) stage_names.push(stage);
      return { ...readPlan(described), stage_names };
    } catch (error) {
      if (GONE.has(codeOf(error) ?? '')) return undefined;
      throw error;
    }
  }

  async #found(id: string): Promise<ApiPlan> {
    const state = await this.readApi(id);
    if (state === undefined) throw new Error(`The API ${id} is gone.`);
    return state;
  }

  /** An import knows nothing but the id. */
  importApi(id: string): Promise<ApiPlan> {
    return this.#found(id);
  }

  /** Sends the whole definition if a part of it changed, and then deploys again. */
  async updateApi(id: string, old: ApiPlan, plan: ApiPlan): Promise<ApiPlan> {
    const isChanged = JSON.stringify(definition(old)) !== JSON.stringify(definition(plan));
    if (isChanged) await this.call('ModifyApi', { ...identity(id), ...definition(plan) });
    const isMoved = String(old.stage_names) !== String(plan.stage_names);
    if (isChanged || isMoved) await this.#updateStages(id, plan);
    return this.#found(id);
  }

  /** Takes the API off every stage, whether it runs there or not; a lock is waited for. */
  async deleteApi(id: string): Promise<void> {
    for (const stage of STAGES) {
      await this.retry('AbolishApi', { ...identity(id), StageName: stage }, ['ConcurrencyLockTimeout']).catch(
        passOver,
      );
      await this.#isDeployed(id, stage);
    }
    await this.call('DeleteApi', identity(id)).catch(passOver);
    while ((await this.readApi(id)) !== undefined) this.time.now += WAIT;
  }

  /** Deploys to each stage of the plan, and takes the API off the others. */
  async #updateStages(id: string, { stage_names }: ApiPlan): Promise<void> {
    for (const stage of STAGES) {
      const where = { ...identity(id), StageName: stage };
      if (stage_names.includes(stage))
        await this.call('DeployApi', { ...where, Description: 'Terraform deployed' });
      else await this.call('AbolishApi', where).catch(passOver);
      await this.#isDeployed(id, stage);
    }
  }

  async #isDeployed(id: string, stage: Stage): Promise<boolean> {
    try {
      await this.call('DescribeDeployedApi', { ...identity(id), StageName: stage });
      return true;
    } catch (error) {
      passOver(error);
      return false;
    }
  }
}

function identity(id: string): { readonly GroupId: string; readonly ApiId: string } {
  const [GroupId = '', ApiId = ''] = id.split(':');
  return { GroupId, ApiId };
}

/** @throws anything but what says that something is gone */
function passOver(error: unknown): void {
  if (!GONE.has(codeOf(error) ?? '')) throw error;
}

function readPlan(described: Described): Omit<ApiPlan, 'stage_names'> {
  const { RequestConfig: request } = described;
  const served = described.ServiceParameters.ServiceParameter;
  const requested = described.RequestParameters.RequestParameter;
  return {
    group_id: described.GroupId,
    name: described.ApiName,
    description: described.Description ?? '',
    auth_type: described.AuthType,
    force_nonce_check: described.ForceNonceCheck,
    request_config: {
      protocol: request.RequestProtocol,
      method: request.RequestHttpMethod,
      path: request.RequestPath,
      mode: request.RequestMode,
      body_format: request.BodyFormat,
    },
    service: readService(described),
    request_parameters: described.ServiceParametersMap.ServiceParameterMap.map((map) => {
      const one = requested.find(({ ApiParameterName: name }) => name === map.RequestParameterName);
      const service = served.find(({ ServiceParameterName: name }) => name === map.ServiceParameterName);
      return {
        name: map.RequestParameterName,
        type: one?.ParameterType ?? '',
        required: one?.Required ?? '',
        in: one?.Location ?? '',
        in_service: service?.Location.toUpperCase() ?? '',
        name_service: service?.ServiceParameterName ?? '',
        description: one?.Description ?? '',
        default_value: one?.DefaultValue ?? '',
      };
    }),
    constant_parameters: described.ConstantParameters.ConstantParameter.map((one) => ({
      name: one.ServiceParameterName,
      in: one.Location,
      value: one.ConstantValue,
    })),
    system_parameters: described.SystemParameters.SystemParameter.map((one) => ({
      name: one.ParameterName,
      in: one.Location,
      name_service: one.ServiceParameterName,
    })),
  };
}

const http = {
  path: '/web/cloudapi',
  method: 'GET',
  timeout: 20_000,
  aone_name: 'cloudapi-openapi',
  content_type_category: 'CUSTOM',
  content_type_value: 'application/json',
};

const services: readonly Service[] = [
  { service_type: 'MOCK', config: { result: '{"weather":"sunny"}', aone_name: '' } },
  { service_type: 'HTTP', config: { ...http, address: 'http://apigateway-backend.alicloudapi.com:8080' } },
  { service_type: 'HTTP-VPC', config: { ...http, name: 'tf-testacc-vpc', vpc_scheme: 'https' } },
  {
    service_type: 'FunctionCompute',
    config: {
      function_type: 'FCEvent',
      region: 'cn-hangzhou',
      function_name: 'forecast',
      service_name: 'weather',
      function_base_url: '',
      path: '',
      method: '',
      only_business_path: false,
      arn_role: 'acs:ram::1234567890123456:role/aliyunapigatewayaccessingfcrole',
      qualifier: 'LATEST',
      timeout: 20_000,
    },
  },
];

const plan: Omit<ApiPlan, 'group_id'> = {
  name: 'tf-testacc-api',
  description: 'tf_testAcc_api_description',
  auth_type: 'ANONYMOUS',
  force_nonce_check: false,
  request_config: { protocol: 'HTTP,HTTPS', method: 'GET', path: '/test', mode: 'MAPPING', body_format: '' },
  service: { service_type: 'MOCK', config: { result: 'sunny', aone_name: '' } },
  request_parameters: [
    {
      name: 'city',
      type: 'STRING',
      required: 'OPTIONAL',
      in: 'QUERY',
      in_service: 'QUERY',
      name_service: 'town',
      description: 'of the forecast',
      default_value: 'Hangzhou',
    },
  ],
  constant_parameters: [{ name: 'unit', in: 'HEAD', value: 'celsius' }],
  system_parameters: [{ name: 'CaClientIp', in: 'HEAD', name_service: 'client' }],
  stage_names: ['RELEASE', 'TEST'],
};

async function connect() {
  const { emulator, time } = await startForProvider();
  const { GroupId, SubDomain } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const ask = async (path: string, stage: Stage = 'RELEASE'): Promise<string | null> => {
    const response = await fetch(`https://${SubDomain}${path}`, { headers: { 'X-Ca-Stage': stage } });
    return response.headers.get('x-ca-error-code') ?? (await response.text());
  };
  return { emulator, time, provider: new ApiProvider(time), ask, whole: { ...plan, group_id: GroupId } };
}

describe('Terraform’s way with an API', () => {
  test('creates, reads, imports, updates over several stages, and destroys', async () => {
    const { provider, ask, whole } = await connect();
    const { id, state } = await provider.createApi(whole);
    expect(state).toEqual(whole);
    expect(await provider.importApi(id)).toEqual(whole);
    expect([await ask('/test'), await ask('/test', 'PRE'), await ask('/test', 'TEST')]).toEqual([
      'sunny',
      'I404NF',
      'sunny',
    ]);

    const next: ApiPlan = {
      ...whole,
      name: 'tf-testacc-api-update',
      request_config: { ...whole.request_config, path: '/test/path' },
      service: { service_type: 'MOCK', config: { result: 'rain', aone_name: 'weather' } },
      request_parameters: [],
      stage_names: ['PRE', 'RELEASE'],
    };
    expect(await provider.updateApi(id, state, next)).toEqual(next);
    expect([await ask('/test/path'), await ask('/test'), await ask('/test/path', 'TEST')]).toEqual([
      'rain',
      'I404NF',
      'I404NF',
    ]);

    await provider.deleteApi(id);
    expect(await provider.readApi(id)).toBeUndefined();
    expect(await ask('/test/path')).toBe('I404NF');
  });

  test.for(services)('finds no drift in a plan with the back end $service_type', async (service) => {
    const { provider, whole } = await connect();
    const wanted = { ...whole, service };
    const { id, state } = await provider.createApi(wanted);
    expect(state).toEqual(wanted);
    provider.log.length = 0;
    expect(await provider.updateApi(id, state, wanted)).toEqual(wanted);
    expect(provider.log).toEqual([
      'DescribeApi',
      'DescribeDeployedApi: NotFoundStage',
      'DescribeDeployedApi',
      'DescribeDeployedApi',
    ]);
  });

  test('goes from each back end to the next without a trace of the one before', async () => {
    const { provider, whole } = await connect();
    let { id, state } = await provider.createApi(whole);
    for (const service of [...services, ...services.toReversed()]) {
      state = await provider.updateApi(id, state, { ...whole, service });
      expect(state).toEqual({ ...whole, service });
    }
  });

  test('waits for a lock when it destroys', async () => {
    const { emulator, provider, time, whole } = await connect();
    const { id } = await provider.createApi(whole);
    provider.log.length = 0;
    emulator.faults.add({ action: 'AbolishApi', error: 'ConcurrencyLockTimeout', times: 2 });
    await provider.deleteApi(id);
    expect(time.now).toBe(MORNING + WAIT + 2 * WAIT);
    expect(provider.log).toEqual([
      'AbolishApi: ConcurrencyLockTimeout',
      'AbolishApi: ConcurrencyLockTimeout',
      'AbolishApi: NotFoundStage',
      'DescribeDeployedApi: NotFoundStage',
      'AbolishApi',
      'DescribeDeployedApi: NotFoundStage',
      'AbolishApi',
      'DescribeDeployedApi: NotFoundStage',
      'DeleteApi',
      'DescribeApi: NotFoundApi',
    ]);
  });

  test('destroys what somebody else has destroyed already, with its group', async () => {
    const { emulator, provider, whole } = await connect();
    const { id } = await provider.createApi(whole);
    await provider.deleteApi(id);
    await provider.deleteApi(id);
    await emulator.call('DeleteApiGroup', { GroupId: whole.group_id });
    await provider.deleteApi(id);
    expect(await provider.readApi(id)).toBeUndefined();
  });

  test('does not try again when the name is in use', async () => {
    const { provider, whole } = await connect();
    await provider.createApi(whole);
    provider.log.length = 0;
    expect(await thrownBy(provider.createApi(whole))).toMatchObject({ code: 'RepeatedApiName' });
    expect(provider.log).toEqual(['CreateApi: RepeatedApiName']);
  });
});
