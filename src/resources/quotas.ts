/** How many resources the service lets an account have. `Infinity` removes a limit. */
export interface Quotas {
  /** Groups that an account has in a region; 100 (SEED-G). */
  readonly groupsPerRegion: number;
  /** APIs in a group; 1,000 (LIM26). */
  readonly apisPerGroup: number;
  /** Models in a group; no limit is documented. */
  readonly modelsPerGroup: number;
}
