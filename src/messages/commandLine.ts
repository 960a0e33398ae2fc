/** What the command line says; see index.ts. */
export const commandLine = {} as const;
