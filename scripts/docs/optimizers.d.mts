import type { Deviations } from '../../test/reference/deviations';

export function optimizersDocument(sources: object, deviations: Deviations): string;
