/** What the panel room says; see index.ts. */
export const panel = {} as const;
