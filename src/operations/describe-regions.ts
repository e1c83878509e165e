import * as v from 'valibot';
import { regions } from '../resources/region.ts';
import { text } from '../resources/values.ts';
import type { Operation } from './operation.ts';

const parameters = {
  /** `en` and `ja` give the English names, anything else the Chinese ones. Names in Japanese are not known here. */
  Language: v.optional(text, 'zh-CN') as v.OptionalSchema<typeof text, 'zh-CN'>,
};

/** What DescribeRegions answers, beside RequestId. */
export interface DescribeRegionsAnswer {
  readonly Regions: {
    readonly Region: readonly {
      readonly RegionId: string;
      readonly LocalName: string;
      readonly RegionEndpoint: string;
    }[];
  };
}

export const describeRegions: Operation<typeof parameters, DescribeRegionsAnswer> = {
  access: 'get',
  resource: '*',
  writes: false,
  source: 'META24',
  parameters,
  execute({ Language }) {
    const isEnglish = /^(?:en|ja)\b/i.test(Language);
    return () => ({
      Regions: {
        Region: regions.map(([RegionId, english, chinese]) => ({
          RegionId,
          LocalName: isEnglish ? english : chinese,
          RegionEndpoint: `apigateway.${RegionId}.aliyuncs.com`,
        })),
      },
    });
  },
};
