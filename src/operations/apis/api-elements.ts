/** Elements that DescribeApi and DescribeApis share. */
import * as v from 'valibot';
import type { Api } from '../../resources/api.ts';
import { STAGES } from '../../resources/stage.ts';
import { listOf } from '../declarations.ts';
import { documented, known, observed } from '../evidence.ts';

export const deployedInfos = listOf('DeployedInfo', {
  StageName: known(v.picklist(STAGES), observed('FUN2, CSPLOIT', 'RELEASE, PRE, TEST')),
  DeployedStatus: known(v.picklist(['DEPLOYED', 'NONDEPLOYED']), observed('FUN2')),
  EffectiveVersion: v.exactOptional(
    known(
      v.pipe(v.string(), v.digits()),
      observed('CSPLOIT, FUN2', '`yyyyMMddHHmmssSSS` in UTC+8; only of a stage that runs it'),
    ),
  ),
});

export const tagList = listOf('Tag', {
  TagKey: known(v.string(), documented('META24')),
  TagValue: known(v.string(), documented('META24')),
});

export function deployedInfosOf({ deployments }: Api) {
  return {
    DeployedInfo: STAGES.map((StageName) => {
      const version = deployments[StageName]?.effectiveVersion;
      return version === undefined
        ? { DeployedStatus: 'NONDEPLOYED' as const, StageName }
        : { DeployedStatus: 'DEPLOYED' as const, StageName, EffectiveVersion: version };
    }),
  };
}

export function tagListOf({ tags }: Api) {
  return { Tag: tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) };
}
