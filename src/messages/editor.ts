/** What the editor room says; see index.ts. */
export const editor = {} as const;
