import type { Browser } from 'playwright-core';

export const chromiumFlags: string[];
export const isPinned: boolean;
export function chromiumPath(): Promise<{ executablePath: string; env: Record<string, string> }>;
export function openBrowser(): Promise<Browser>;
