export const root: string;
export const vsix: string;
