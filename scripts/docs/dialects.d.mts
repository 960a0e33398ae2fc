export const differences: Record<string, Record<string, string>>;
