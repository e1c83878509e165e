/** The stages of every group, in the order in which the service lists them. Observed: FUN, CSPLOIT. */
export const STAGES = ['RELEASE', 'PRE', 'TEST'] as const;
