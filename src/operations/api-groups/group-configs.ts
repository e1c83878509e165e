import { documented, observed } from '../evidence.ts';

const kept = 'kept and given back as it was sent; that it is empty until then is inferred';

/** The evidence of the settings that only ModifyApiGroup sets, as parameters and as elements of an answer. */
export const configEvidence = {
  UserLogConfig: documented('META24', kept),
  CustomTraceConfig: documented('META24', kept),
  CustomAppCodeConfig: documented('TSSDK', kept),
  CustomerConfigs: documented('META24', kept),
  CompatibleFlags: documented('META24', kept),
  PassthroughHeaders: documented('META24', kept),
  DefaultDomain: documented('META24', kept),
  RpcPattern: observed('META24 (parameter), GOSDK (element)', kept),
} as const;
