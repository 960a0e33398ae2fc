/** What the session room says; see index.ts. */
export const session = {} as const;
