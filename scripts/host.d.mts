export function copyExamples(folder: string): Promise<string>;
