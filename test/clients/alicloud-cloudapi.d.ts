/** The SDK comes without types: a client on pop-core's, with a method for each action of its day. */
declare module '@alicloud/cloudapi' {
  import type RPCClient from '@alicloud/pop-core';

  interface Config {
    endpoint: string;
    accessKeyId: string;
    accessKeySecret: string;
  }

  class Client extends RPCClient {
    constructor(config: Config);
    createApiGroup(params: object, options?: object): Promise<unknown>;
    describeApiGroups(params: object, options?: object): Promise<unknown>;
    describeApis(params: object, options?: object): Promise<unknown>;
    createApi(params: object, options?: object): Promise<unknown>;
    modifyApi(params: object, options?: object): Promise<unknown>;
    deployApi(params: object, options?: object): Promise<unknown>;
    describeApi(params: object, options?: object): Promise<unknown>;
    describeApps(params: object, options?: object): Promise<unknown>;
  }

  export = Client;
}
