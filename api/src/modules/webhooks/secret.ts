/** Whose secret is sealed: opened for another endpoint it is none. */
export const sealedFor = (endpointId: string): string => `webhook:${endpointId}`
