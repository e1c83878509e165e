/** The stages of every group, in the order in which the service lists them. Observed: FUN, CSPLOIT. */
export const STAGES = ['RELEASE', 'PRE', 'TEST'] as const;

/** The name of a stage. */
type StageName = (typeof STAGES)[number];
