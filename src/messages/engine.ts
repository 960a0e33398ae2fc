/** What the engine room says; see index.ts. */
export const engine = {} as const;
