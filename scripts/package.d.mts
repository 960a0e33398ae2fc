export const vsix: string;
