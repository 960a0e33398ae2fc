import type { MessageCode } from '../../messages';

/** An example of the gallery; its title and what to see in it are texts of the catalogue. */
export interface GalleryEntry {
  /** `FILE#SELECTOR` below `examples/`. */
  name: string;
  title: MessageCode & `gallery.${string}`;
  see: MessageCode & `gallery.${string}.see`;
}

export interface GalleryGroup {
  title: MessageCode & `gallery.group.${string}`;
  entries: GalleryEntry[];
}

type Key =
  Extract<MessageCode, `gallery.${string}.see`> extends `gallery.${infer K}.see` ? K : never;

const entry = (name: string, key: Key): GalleryEntry => ({
  name,
  title: `gallery.${key}`,
  see: `gallery.${key}.see`,
});

/** What Open Example offers, the most telling first. */
export const gallery: readonly GalleryGroup[] = [
  {
    title: 'gallery.group.pathologies',
    entries: [
      entry('rosenbrock.ts#rosenbrock', 'rosenbrock'),
      entry('testFunctions/kinks.ts#absolute', 'cycle'),
      entry('pathologies/reddi.ts#periodic', 'reddi'),
      entry('pathologies/epsInCharge.ts#epsInCharge', 'eps'),
      entry('pathologies/deadGradient.ts#deadGradient', 'dead'),
      entry('threeBugs.ts#valley', 'bugs'),
      entry('pathologies/spike.ts#spike', 'blow'),
      entry('pathologies/sparse.ts#sparse', 'sparse'),
      entry('pathologies/noisyQuadratic.ts#noisyQuadratic', 'noise'),
    ],
  },
  {
    title: 'gallery.group.shapes',
    entries: [
      entry('testFunctions/bowls.ts#illConditioned', 'valley'),
      entry('testFunctions/saddles.ts#saddle', 'saddle'),
      entry('learning/xor.ts#xor', 'plateau'),
      entry('himmelblau.ts#himmelblau', 'himmelblau'),
      entry('testFunctions/valleys.ts#beale', 'beale'),
      entry('testFunctions/ripples.ts#rastrigin', 'rastrigin'),
      entry('testFunctions/kinks.ts#cliff', 'cliff'),
      entry('testFunctions/bowls.ts#degenerate', 'degenerate'),
    ],
  },
  {
    title: 'gallery.group.learning',
    entries: [
      entry('logistic.ts#logistic', 'logistic'),
      entry('network.ts#network', 'network'),
      entry('learning/ridge.ts#ridge', 'ridge'),
      entry('expectation.ts#expectation', 'expectation'),
    ],
  },
];
