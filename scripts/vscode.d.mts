export interface Profile {
  folder: string;
  remove(): Promise<void>;
}
export interface Served {
  port: number;
  url(folder: string): string;
  output(): string;
  stop(): Promise<void>;
}
export function provideVsCode(): Promise<{ node: string; server: string }>;
export function makeProfile(options: {
  vsix: string;
  others?: string[];
  settings?: Record<string, unknown>;
}): Promise<Profile>;
export function serve(options: {
  profile: string;
  trustEverything?: boolean;
  testDriver?: boolean;
  env?: Record<string, string>;
}): Promise<Served>;
export function urlPath(file: string): string;
