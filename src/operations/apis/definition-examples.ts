/** Values of the parameters that hold JSON, for forms to begin with. Each of them is accepted. */

export const RequestConfig = {
  RequestProtocol: 'HTTP,HTTPS',
  RequestHttpMethod: 'GET',
  RequestPath: '/forecast',
};
export const ServiceConfig = { Mock: 'TRUE', MockResult: '{"weather":"sunny"}', MockStatusCode: 200 };
export const RequestParameters = [
  { ApiParameterName: 'city', Location: 'QUERY', ParameterType: 'STRING', Required: 'OPTIONAL' },
];
export const ServiceParameters = [{ ServiceParameterName: 'town', Location: 'QUERY', Type: 'STRING' }];
export const ServiceParametersMap = [{ ServiceParameterName: 'town', RequestParameterName: 'city' }];
export const ConstantParameters = [{ ServiceParameterName: 'unit', ConstantValue: 'C', Location: 'QUERY' }];
export const SystemParameters = [
  { ParameterName: 'CaClientIp', ServiceParameterName: 'client', Location: 'HEAD' },
];
export const ErrorCodeSamples = [
  { Code: '404', Message: 'No such city', Description: 'Nobody lives there.' },
];
export const ResultDescriptions = [
  { Id: '1', Name: 'weather', Key: 'weather', Type: 'String', Mandatory: true },
];
export const OpenIdConnectConfig = { OpenIdApiType: 'BUSINESS', IdTokenParamName: 'token' };
