/** What the objective room says; see index.ts. */
export const objective = {} as const;
