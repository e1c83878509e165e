/** Which rules apply if the service is known to accept more than its documents allow. */
export type Rules = 'documented' | 'observed';
