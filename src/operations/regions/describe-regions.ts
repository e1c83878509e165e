import * as v from 'valibot';
import { regions } from '../../resources/region.ts';
import { text } from '../../resources/values.ts';
import { listOf } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';

export const describeRegions = defineOperation({
  access: 'get',
  resource: '*',
  writes: false,
  source: 'META24',
  parameters: {
    /** `en` and `ja` give the English names, anything else the Chinese ones. Names in Japanese are not known here. */
    Language: v.optional(known(text), 'zh-CN'),
  },
  answer: {
    Regions: listOf('Region', {
      RegionId: known(v.string(), observed('CLIMETA', '31 public regions of April 2026')),
      LocalName: known(v.string(), observed('CLIMETA', 'that these are the names given is inferred')),
      RegionEndpoint: known(v.string(), documented('META24', '`apigateway.<RegionId>.aliyuncs.com`')),
    }),
  },
  behavior: [
    ['Chinese names, unless Language is `en`', documented('META24')],
    ['`ja` gives English names', inferred('the names in Japanese are not known here')],
  ],
  errors: [],
  execute({ Language }) {
    const isEnglish = /^(?:en|ja)\b/i.test(Language);
    return {
      Regions: {
        Region: regions.map(([RegionId, english, chinese]) => ({
          RegionId,
          LocalName: isEnglish ? english : chinese,
          RegionEndpoint: `apigateway.${RegionId}.aliyuncs.com`,
        })),
      },
    };
  },
});
