const markers = ['circle', 'triangle', 'rect', 'rectRot', 'crossRot', 'star'] as const;

/** Shapes that Chart.js draws. */
export type Marker = (typeof markers)[number];

/** How a line is told from others, in colour and without: by dashes and by markers. */
export interface LineLook {
  /** Drawn faint: a line of a run behind the shown one. */
  ghost?: boolean;
  /** Index into the theme's line colours; -1: the foreground, -2: muted. */
  colour: number;
  marker: Marker;
  /** Without markers. */
  bare?: boolean;
  /** What lies between it and the line of this number is filled; `share` of its colour, 0 to 1. */
  band?: { to: number; share: number };
  /** Drawn pale: others are looked at. */
  back?: boolean;
  /** Drawn wider than others. */
  strong?: boolean;
  dash: number[];
}

const dashes = [[], [5, 3], [1.5, 2.5], [9, 3], [5, 2, 1.5, 2], [1.5, 6]];

/**
 * Of coordinate `index` in a chart's series number `nth` of `count`. The last series is drawn
 * solid, those before it dashed: what the optimizer finally uses (m̂, v̂) stands out from the raw.
 */
export function lookOf(index: number, nth = 0, count = 1): LineLook {
  return {
    colour: index % 8,
    // Coordinates that share a colour have another marker.
    marker: markers[(index + Math.floor(index / 8)) % markers.length]!,
    dash: dashes[(count - 1 - nth) % dashes.length]!,
  };
}

/** Of the same line in the run number `nth` behind the shown one. */
export function ghostLook(look: LineLook, nth: number): LineLook {
  // A run's own colour where the line has none, so that runs are told apart in the loss chart.
  const colour = look.colour < 0 ? nth % 8 : look.colour;
  return { ...look, colour, dash: ghostDashes[nth % ghostDashes.length]!, ghost: true };
}

const ghostDashes = [
  [2, 3],
  [7, 3],
  [7, 3, 2, 3],
  [10, 4],
];

/** Of a line of the whole run. */
export const runLook: LineLook = { colour: -1, marker: 'circle', dash: [] };

/** Of the loss of batches, where something is evaluated beside it that says more. */
export const batchLook: LineLook = { ...runLook, colour: -2, bare: true, ghost: true };
/** Of a value that decides something, and of the line that is held against it. */
export const levelLook: LineLook = { ...runLook, bare: true, dash: [6, 4] };
export const heldLook: LineLook = { ...runLook, bare: true };
export const evaluatedLook: LineLook = { ...runLook, strong: true };

/**
 * Of the quantiles of a leaf, the smallest first: the outer ones are the edges of bands that get
 * stronger towards the median. Pairs are told apart without colour by their dashes.
 */
export function quantileLooks(leaf: number): LineLook[] {
  const { colour, marker } = lookOf(leaf);
  const edge = (dash: number[], band?: LineLook['band']): LineLook => {
    return { colour, marker, bare: true, ghost: true, dash, ...(band && { band }) };
  };
  return [
    edge([1.5, 2.5], { to: 6, share: 0.1 }),
    edge([5, 3], { to: 5, share: 0.16 }),
    edge([], { to: 4, share: 0.24 }),
    { colour, marker, bare: true, strong: true, dash: [] },
    edge([]),
    edge([5, 3]),
    edge([1.5, 2.5]),
  ];
}
